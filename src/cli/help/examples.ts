import { type CommandName, commandNames } from "../commands.js";

/** Two command lines a page, to be typed as they stand. A test runs them, one after the other, in one folder. */
const examples: Record<string, readonly string[]> = {
  syncache: ["syncache perceptron --runs 10", "syncache help perceptron"],
  perceptron: [
    "syncache perceptron --threshold auto --maintenance-cost 0.001 --runs 8 --out results",
    "syncache perceptron --input-count 250 --pattern-count 250 --curve --json",
  ],
  mlp: [
    "syncache mlp --max-patterns 4000",
    "syncache mlp --target-accuracy 0.8 --policy local-local --threshold 0.01 --json",
  ],
  spiking: ["syncache spiking --runs 4", "syncache spiking --policy local-local --threshold 1e-10 --json"],
  account: [
    "syncache account weights.npy --policy local-local --threshold 0.5",
    "syncache account weights.npy --policy local-excess --threshold auto --maintenance-cost 0.001 --out results",
  ],
  theory: [
    "syncache theory --pattern-count 500 --maintenance-cost 0.001",
    "syncache theory --threshold 5 --error-rate 0.25 --decay-time 1000",
  ],
  devices: ["syncache devices --kind persistent", "syncache devices --json"],
  explain: ["syncache explain rram-analog", "syncache explain stt-mram --json"],
  reproduce: ["syncache reproduce 6", "syncache reproduce 1b 6 --scale quick --out figures --jobs 2"],
  sweep: ["syncache sweep study.yaml --out study", "syncache sweep --collect study"],
  plot: [
    "syncache plot study --x threshold --y energy --series policy",
    "syncache plot study --x threshold --y inefficiency --where policy=local-local --log x",
  ],
  protocol: ["syncache protocol protocol.yaml --out figures", "syncache protocol protocol.yaml --synapses 1,2 --json"],
  verify: ["syncache verify results/perceptron.json", "syncache verify study/results.csv --sample 3"],
};

/** What every learner can be asked, for one that has no examples of its own. */
const ofLearner = (name: string): readonly string[] => [
  `syncache ${name} --runs 4`,
  `syncache ${name} --policy local-local --json`,
];

/** The examples of a page of help: of `syncache`, or of a command of the table. */
export function examplesOf(name: string): readonly string[] {
  const isCommand = (commandNames as string[]).includes(name);
  return examples[name] ?? (isCommand ? ofLearner(name as CommandName) : []);
}
