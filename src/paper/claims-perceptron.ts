import type { JobOf, ResultOf } from "../jobs/index.js";
import { median, standardDeviation } from "../math/statistics.js";
import { perceptronLearning } from "../theory/index.js";
import type { Claim } from "./claim.js";
import { classicJob, jobsByLoad } from "./figure-1.js";
import { seedsUpTo } from "./sample.js";
import type { Scale } from "./scale.js";

/** Inefficiencies of the converged ones among these runs. */
function inefficiencies(resultOf: ResultOf, jobs: readonly JobOf<"perceptron">[]): number[] {
  const runs = jobs.map((job) => resultOf(job)).filter((run) => run.converged);
  return runs.map((run) => run.inefficiency ?? Number.NaN);
}

/** The published inefficiency is quoted at one load. */
const highLoad = (scale: Scale): JobOf<"perceptron">[] =>
  seedsUpTo(jobsByLoad(scale)[0]!.jobs.length).map((seed) => classicJob(1000, 1900, seed));

/** What the paper says of learning without caching. */
export const perceptronClaims: readonly Claim[] = [
  {
    id: "inefficiency-900",
    statement: "Classifying 1900 patterns with 1000 synapses takes about 900 times the minimal energy",
    where: "Results, Figure 1D",
    measured: "median M/M_min of the converged runs at P = 1900, N = 1000",
    band: { low: 600, high: 1350 },
    bandOrigin: "900 by a factor 1.5; seeds scatter by a fifth around 946 in the published program",
    jobs: highLoad,
    measure(resultOf, scale) {
      const sample = inefficiencies(resultOf, highLoad(scale));
      // The standard error of a median is about 1.25 times that of the mean.
      const standardError = (1.2533 * standardDeviation(sample)) / Math.sqrt(sample.length);
      const seedCount = highLoad(scale).length;
      const values = sample.length > 0 ? [median(sample)] : [];
      return { values, standardError, sample: `${sample.length} of ${seedCount} runs converged` };
    },
  },
  {
    id: "inefficiency-theory",
    statement: "The theory fits the inefficiency of the perceptron rule",
    where: "Results, Figure 1D",
    measured: "median M/M_min of the simulation over √(πP)/(2 − P/N), for every load from 0.1 up",
    band: { low: 1.1, high: 1.8 },
    bandOrigin: "1.2 to 1.7 with the published program, widened by the scatter of a few seeds at high load",
    jobs: (scale) => jobsByLoad(scale).flatMap(({ jobs }) => jobs),
    measure(resultOf, scale) {
      const loads = jobsByLoad(scale).filter(({ load }) => load >= 0.1);
      let converged = 0;
      const values = loads.flatMap(({ jobs, patternCount, load }) => {
        const sample = inefficiencies(resultOf, jobs);
        converged += sample.length;
        const theory = perceptronLearning(patternCount / load, patternCount).inefficiency;
        return sample.length > 0 ? [median(sample) / theory] : [];
      });
      return {
        values,
        sample: `${loads.length} loads, ${converged} of ${loads.flatMap(({ jobs }) => jobs).length} runs converged`,
      };
    },
  },
];
