import { type Claim, WITHIN_A_QUARTER } from "../claim.js";
import { classicJob } from "../figures/figure-1.js";
import { pricedResult } from "../priced.js";
import { seedsUpTo } from "../sample.js";
import type { Scale } from "../scale.js";
import { type Learning, meanOf, medianOf } from "./measures/classic-runs.js";

const N = 1000;

/** Seeds at the load at which the paper gives a number. They scatter by a fifth and more. */
const HIGH_LOAD_SEEDS: Record<Scale, number> = { quick: 20, paper: 100, tiny: 2 };

/** Until all of them converge, or nearly. */
const PATIENCE = 40_000;
const patiently = (scale: Scale): Learning[] =>
  seedsUpTo(HIGH_LOAD_SEEDS[scale]).map((seed) => {
    const { kind, parameters } = classicJob(N, 1900, seed);
    return { kind, parameters: { ...parameters, maxEpochs: PATIENCE } };
  });

/** The published program gives runs up after as many epochs. */
const PATIENCE_THERE = 10_000;

const HIGH_LOAD = {
  figure: "1d",
  where: "Results, Inefficiency of perceptron learning",
  quote: "classifying 1900 patterns by a neuron with 1000 synapses … requires about ∼900 times more energy",
  band: { low: 900 * WITHIN_A_QUARTER.low, high: 900 * WITHIN_A_QUARTER.high },
  bandOrigin: "900 within a quarter",
  jobs: patiently,
};

/** What the paper says of learning near the capacity. */
export const highLoadClaims: readonly Claim[] = [
  {
    ...HIGH_LOAD,
    id: "inefficiency-900",
    statement: "Classifying 1900 patterns with 1000 synapses takes about 900 times the minimal energy",
    reading: "The runs that converge in 10⁴ epochs, the others left out, as in the published program.",
    measured: "mean M/M_min of the runs at P = 1900, N = 1000 that converge in 10⁴ epochs",
    measure(resultOf, scale) {
      const runs = patiently(scale).map((job) => pricedResult(resultOf, job));
      const early = runs.filter(({ converged, epochCount }) => converged && epochCount <= PATIENCE_THERE);
      return {
        ...meanOf(early.map(({ inefficiency }) => inefficiency ?? Number.NaN)),
        sample: `${early.length} of ${runs.length} runs converged in 10⁴ epochs`,
      };
    },
  },
  {
    ...HIGH_LOAD,
    id: "inefficiency-900-all",
    statement:
      "Classifying 1900 patterns with 1000 synapses takes about 900 times the minimal energy, however long the runs learn",
    reading: "Runs that take longer than 10⁴ epochs are dearer, and leaving them out makes learning look cheap.",
    measured:
      "median M/M_min at P = 1900, N = 1000, of all runs; those still learning after 4·10⁴ epochs are above any",
    measure(resultOf, scale) {
      const runs = patiently(scale).map((job) => pricedResult(resultOf, job));
      const converged = runs.filter((run) => run.converged);
      const sample = `${converged.length} of ${runs.length} runs converged in 4·10⁴ epochs`;
      const { median, standardError } = medianOf(runs, ({ inefficiency }) => inefficiency ?? Number.NaN);
      if (!Number.isFinite(median)) return { values: [], sample };
      const { values } = meanOf(converged.map(({ inefficiency }) => inefficiency ?? Number.NaN));
      return { values: [median], standardError, sample: `${sample}, mean of these ${values[0]!.toFixed(0)}` };
    },
  },
];
