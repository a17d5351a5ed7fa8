import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { Interference } from "../../perceptron/two-sets/interference.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";
import { counted, seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** N, P of each of the two sets, and how far s can go before it is consolidated. */
const SIZES: Record<Scale, { inputCount: number; seedCount: number; decayTime: number; interference: Interference }> = {
  quick: { inputCount: 500, seedCount: 10, decayTime: 2000, interference: afterwards(500, 2000) },
  paper: { inputCount: 1000, seedCount: 50, decayTime: 4000, interference: afterwards(1000, 4000) },
  tiny: { inputCount: 40, seedCount: 2, decayTime: 160, interference: afterwards(40, 160) },
};

/** One pass over B, of N/2 patterns, and then four decay times. */
function afterwards(inputCount: number, decayTime: number): Interference {
  const testEvery = Math.round(inputCount / 10);
  return { passCount: 1, idleSteps: 4 * decayTime, testEvery };
}

/** θ = .46 √τ: one pass over B alone takes few synapses as far. */
const thresholdAt = (decayTime: number): number => Math.round(0.46 * Math.sqrt(decayTime)) - 0.5;

const ways = {
  "no transient part": () => ({ policy: "none" }),
  "no decay": (decayTime) => ({ policy: "local-local", threshold: thresholdAt(decayTime) }),
  "decay, local-local": (decayTime) => ({ policy: "local-local", threshold: thresholdAt(decayTime), decayTime }),
  "decay, local-global": (decayTime) => ({ policy: "local-global", threshold: thresholdAt(decayTime), decayTime }),
} as const satisfies Record<string, (decayTime: number) => JobOf<"perceptron-interference">["parameters"]>;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];

/** The learning of A is as long as it takes, and given up where it would not end. */
const MAX_EPOCHS = 1000;

const jobsOf = (scale: Scale, way: Way): JobOf<"perceptron-interference">[] => {
  const { inputCount, seedCount, decayTime, interference } = SIZES[scale];
  const common = { inputCount, patternCount: inputCount / 2, maxEpochs: MAX_EPOCHS };
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-interference",
    parameters: { ...common, ...ways[way](decayTime), seed },
    interference,
  }));
};

/** The share of a set that is wrong against the time since A was learned, in units of τ. */
function chart(resultOf: ResultOf, scale: Scale, set: "A" | "B"): Chart {
  const { inputCount, seedCount, decayTime, interference } = SIZES[scale];
  const patternCount = inputCount / 2;
  const runs = wayNames.map((way) => ({
    way,
    known: jobsOf(scale, way)
      .map((job) => resultOf(job))
      .filter(({ converged }) => converged),
  }));
  const missing = runs.reduce((sum, { known }) => sum + seedCount - known.length, 0);
  const testCount = 1 + Math.ceil((patternCount + interference.idleSteps) / interference.testEvery);
  const times = Array.from({ length: testCount }, (_, i) => (i * interference.testEvery) / decayTime);
  const rows = runs.flatMap(({ way, known }) =>
    times.map((time, i): Row => {
      const wrong = known.map(({ tests }) => tests[i]![set === "A" ? "wrongOfA" : "wrongOfB"] / patternCount);
      const { mean, standardError } = summary(wrong);
      return { series: way, time, wrong: mean, standardError };
    }),
  );
  const note =
    `N = ${inputCount}, ${patternCount} patterns in each set, θ = ${thresholdAt(decayTime)}, τ = ${decayTime}. Mean and standard error of ` +
    `${counted(seedCount, "seed")}${missing === 0 ? "" : `, without ${counted(missing, "run")} that did not learn A`}. What is left in s when A is learned is consolidated.`;
  return {
    name: `figure-r2-${set.toLowerCase()}`,
    title:
      set === "A"
        ? "Where s decays, what a pass over other patterns spoils heals in part"
        : "What heals the first set costs the second one",
    x: { key: "time", label: "time since A was learned (in units of τ)", domain: [0, times.at(-1)!] },
    y: { key: "wrong", label: `patterns of ${set} that are wrong (share)`, domain: [0, 0.6] },
    series: wayNames.map((name) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    keys: "legend",
    references: [{ axis: "x", at: patternCount / decayTime, label: "end of B" }],
    notes: [note],
  };
}

export const figureR2: Figure = {
  id: "r2",
  title: "Interference and forgetting with a transient part",
  caption:
    "Asked for by the paper's reviewers, and not in the paper. A set of patterns, A, is learned and consolidated; then another one, B, is shown once, and then nothing. " +
    "Without a transient part, and where it does not decay, the weights are the same, and what is forgotten is. Where s decays and B was too short to be consolidated " +
    "part of A comes back, and more of B is lost. Where one synapse has all consolidated (local-global) less is left to decay.",
  jobs: (scale) => wayNames.flatMap((way) => jobsOf(scale, way)),
  charts: (resultOf, scale) => [chart(resultOf, scale, "A"), chart(resultOf, scale, "B")],
};
