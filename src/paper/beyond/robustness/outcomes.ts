import { type Job, type JobOf, keyOf, type ResultOf } from "../../../jobs/index.js";
import { leastOf } from "../../../math/least.js";
import { mean } from "../../../math/statistics.js";
import type { SettingCounts } from "../../../perceptron/count.js";
import { energyAt } from "../../priced.js";
import { parametersOf, ROBUSTNESS_COST, type RobustnessDesign, type Variation } from "./design.js";

/** From one threshold to the next. */
const GROWTH = 1.12;
/** Without decay, no |s| comes as far as this in these tasks, however large the margin. */
const LARGEST = 1000;

/** Thresholds that are tried: 0, which is learning without caching, half-integers, as s is an integer, and ∞. */
function thresholdsTried(): number[] {
  const tried = [0];
  for (let unit = 0; unit < LARGEST; unit = Math.max(unit + 1, Math.floor(unit * GROWTH))) tried.push(unit + 0.5);
  return [...tried, Number.POSITIVE_INFINITY];
}

const THRESHOLDS = thresholdsTried();
const PRICES = { maintenanceCost: ROBUSTNESS_COST };

/** One trajectory, kept at every threshold. */
const fixedJob = (
  design: RobustnessDesign,
  variation: Variation,
  value: number,
  seed: number,
): JobOf<"perceptron-settings"> => ({
  kind: "perceptron-settings",
  parameters: parametersOf(design, variation, value, seed),
  settings: THRESHOLDS.map((threshold) => ({ policy: "local-local", threshold })),
});

const adaptiveJob = (
  design: RobustnessDesign,
  variation: Variation,
  value: number,
  seed: number,
): JobOf<"perceptron"> => ({
  kind: "perceptron",
  parameters: {
    ...parametersOf(design, variation, value, seed),
    ...PRICES,
    ...{ policy: "local-excess", threshold: "adaptive" },
  },
});

const jobsOfSeed = (design: RobustnessDesign, seed: number): Job[] =>
  design.variations.flatMap((variation) =>
    variation.values.flatMap((value) => [
      fixedJob(design, variation, value, seed),
      adaptiveJob(design, variation, value, seed),
    ]),
  );

/** Everything that is run, each job once: two variations begin with the paper's patterns. */
export function robustnessJobs(design: RobustnessDesign): Job[] {
  const jobs = design.seeds.flatMap((seed) => jobsOfSeed(design, seed));
  return [...new Map(jobs.map((job) => [keyOf(job), job])).values()];
}

/** Energies of one seed, in weight units. */
export interface RobustnessSample {
  /** M, without caching. */
  none: number;
  /** With `local-local` at the one θ that is best for all seeds. */
  fixed: number;
  /** With `local-excess` at a θ that tunes itself. */
  adaptive: number;
  /** M_min */
  minimal: number;
}

/** What came of one value of a parameter: the seeds that converged, and θ that was best for them. */
export interface RobustnessCell {
  value: number;
  threshold: number;
  samples: readonly RobustnessSample[];
  unconvergedCount: number;
}

/** Without decay a run converges at all thresholds or at none. */
export function robustnessCell(
  resultOf: ResultOf,
  design: RobustnessDesign,
  variation: Variation,
  value: number,
): RobustnessCell {
  const pairs = design.seeds.map((seed) => ({
    runs: resultOf(fixedJob(design, variation, value, seed)),
    adaptive: resultOf(adaptiveJob(design, variation, value, seed)),
  }));
  const converged = pairs.filter(({ runs, adaptive }) => runs[0]!.converged && adaptive.converged);
  const energyOf = (runs: readonly SettingCounts[], k: number): number => energyAt(runs[k]!, PRICES);
  const meanAt = (k: number): number => mean(converged.map(({ runs }) => energyOf(runs, k)));
  // Where no run converges there is nothing to choose, and no sample.
  const best = leastOf([...THRESHOLDS.keys()], meanAt) ?? 0;
  const samples = converged.map(({ runs, adaptive }) => ({
    none: energyOf(runs, 0),
    fixed: energyOf(runs, best),
    adaptive: energyAt(adaptive, PRICES),
    minimal: runs[0]!.tally.minimal,
  }));
  return { value, threshold: THRESHOLDS[best]!, samples, unconvergedCount: pairs.length - converged.length };
}
