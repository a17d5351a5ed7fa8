import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { SettingCounts } from "../../perceptron/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { perceptronLearning } from "../../theory/index.js";
import { costName } from "../decay.js";
import type { Figure } from "../figure.js";
import {
  HOLDING_COST,
  OTHER_COSTS,
  otherCostsJobs,
  otherCostsRuns,
  PERSISTENT_COSTS,
  pricedAt,
} from "../figures/figure-2-costs.js";
import { ENERGY_AXIS } from "../landscape.js";
import { energyAt } from "../priced.js";
import { convergedInWords, counted, seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

const COST_AXIS = {
  key: "persistentMaintenanceCost",
  label: "cost c_l of holding l (energy per weight unit and time step)",
  scale: "log",
} as const;

/** Energies with and without caching against the cost of holding the persistent part, from the runs of figure 2-costs. */
function holdingChart(resultOf: ResultOf, scale: Scale): Chart {
  const { inputCount, seedCount } = OTHER_COSTS[scale];
  const runs = otherCostsRuns(resultOf, scale);
  const rows = PERSISTENT_COSTS.flatMap((persistentMaintenanceCost) => {
    const priced = pricedAt(runs, { maintenanceCost: HOLDING_COST, persistentMaintenanceCost });
    const point = (series: string, sample: readonly number[]): Row => {
      const { mean, standardError } = summary(sample);
      return { series, persistentMaintenanceCost, energy: mean, standardError };
    };
    return [
      point(
        "without caching",
        priced.map(({ classicEnergy }) => classicEnergy),
      ),
      point(
        "with caching, best θ",
        priced.map(({ energy }) => energy),
      ),
      point(
        "minimum",
        runs.map(([first]) => first!.tally.minimal),
      ),
    ];
  });
  return {
    name: "figure-r3-holding",
    title: "Where weights cost to hold, caching can keep them in s until the end",
    x: COST_AXIS,
    y: ENERGY_AXIS,
    series: [
      { name: "without caching", style: "line" },
      { name: "with caching, best θ", style: "line" },
      { name: "minimum", style: "trace" },
    ],
    rows,
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `N = P = ${inputCount}, no decay, local-global, c = ${HOLDING_COST}. Mean and standard error of ${convergedInWords(runs.length, seedCount)}. ` +
        "Once c_l is c or more it is best to consolidate at the end alone. The minimum is that of changing the weights once; holding is not in it.",
    ],
  };
}

/** Plain learning at several loads. */
const PLAIN: Record<Scale, { inputCount: number; loads: readonly number[]; seedCount: number }> = {
  quick: { inputCount: 250, loads: [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6], seedCount: 10 },
  paper: { inputCount: 1000, loads: [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6], seedCount: 50 },
  tiny: { inputCount: 40, loads: [0.5, 1], seedCount: 2 },
};

/** c_l of the curves. */
const PLAIN_COSTS = [0, 1e-4, 1e-3, 1e-2];
const nameOf = (cost: number): string => costName(cost).replace("c", "c_l");

const plainJobs = (scale: Scale, load: number): JobOf<"perceptron-settings">[] => {
  const { inputCount, seedCount } = PLAIN[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-settings",
    parameters: { inputCount, patternCount: Math.round(load * inputCount), seed },
    // θ = 0 consolidates every change at once, which is learning without caching.
    settings: [{ policy: "local-global", threshold: 0 }],
    countsPersistent: true,
  }));
};

/**
 * What plain learning takes where every weight costs to hold from the beginning, against the load; and N(K + c_l·⅔T√(2K/π)), where
 * the K updates of a random walk are spread evenly over the T time steps.
 */
function plainChart(resultOf: ResultOf, scale: Scale): Chart {
  const { inputCount, loads, seedCount } = PLAIN[scale];
  const atLoads = loads.map((load) => ({ load, runs: plainJobs(scale, load).map((job) => resultOf(job)[0]!) }));
  const known = ({ runs }: { runs: SettingCounts[] }) => runs.filter(({ converged }) => converged);
  const missing = atLoads.reduce((sum, one) => sum + one.runs.length - known(one).length, 0);
  const rows = PLAIN_COSTS.flatMap((persistentMaintenanceCost) =>
    atLoads.flatMap((one): Row[] => {
      const series = nameOf(persistentMaintenanceCost);
      const { mean, standardError } = summary(known(one).map((run) => energyAt(run, { persistentMaintenanceCost })));
      const { updateCount: updates, timestepCount: steps } = perceptronLearning(inputCount, one.load * inputCount);
      const held = (2 / 3) * steps * Math.sqrt((2 * updates) / Math.PI);
      const expected = inputCount * (updates + persistentMaintenanceCost * held);
      return [
        { series, load: one.load, energy: mean, standardError },
        { series: theoryOf(series), load: one.load, energy: expected, standardError: null },
      ];
    }),
  );
  const names = PLAIN_COSTS.map(nameOf);
  return {
    name: "figure-r3-plain",
    title: "A maintenance cost makes plain learning dearer, the more so the higher the load",
    x: { key: "load", label: "load P/N (ratio)" },
    y: ENERGY_AXIS,
    series: names.flatMap((name): Chart["series"] => [
      { name, style: "line" },
      {
        name: theoryOf(name),
        style: "dashed",
        colourOf: name,
        ...(name === names[0] ? {} : { keyOf: theoryOf(names[0]!) }),
      },
    ]),
    rows,
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `N = ${inputCount}, no caching. Mean and standard error of ${counted(seedCount, "seed")}${missing === 0 ? ", all converged" : `, without ${counted(missing, "run")} that did not converge`}.`,
    ],
  };
}

/** The key says "theory" once, for all of them. */
const theoryOf = (series: string): string => (series === nameOf(0) ? "theory" : `theory, ${series}`);

export const figureR3: Figure = {
  id: "r3",
  title: "What it costs to hold weights, with a cache and in plain learning",
  caption:
    "Asked for by the paper's reviewers, and discussed in the paper without a figure. A cost c_l of holding the persistent part, in energy per weight unit and time step, is paid for all of learning. " +
    "Plain learning has no other part, so that this is its maintenance cost. Dashed: N(K + c_l·⅔T√(2K/π)), of weights that spread as a random walk whose updates come at even intervals, with K = 2P/(2 − P/N)² and T = P^(3/2)/(2 − P/N)². " +
    "The gain, the ratio of the two energies with and without caching, is beside Figure 2.",
  jobs: (scale) => [...otherCostsJobs(scale), ...PLAIN[scale].loads.flatMap((load) => plainJobs(scale, load))],
  charts: (resultOf, scale) => [holdingChart(resultOf, scale), plainChart(resultOf, scale)],
};
