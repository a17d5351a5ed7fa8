import type { JobOf } from "../../../jobs/index.js";
import type { ThresholdCounts } from "../../../perceptron/index.js";
import { DECAY, type DecayRuns, runsOf, scanJobs } from "../../decay.js";
import type { Scale } from "../../scale.js";

/** The jobs of figure 3. */
export const decayJobs = (scale: Scale): JobOf<"perceptron-thresholds">[] => scanJobs(DECAY[scale]);

/** The decay times of the figure within these bounds. */
export const between = (scale: Scale, low: number, high: number): number[] =>
  DECAY[scale].decayTimes.filter((decayTime) => decayTime >= low && decayTime <= high);

/** Learning without caching, which decay does not touch, seed by seed; none unless every seed converged. */
export function classicOf(runs: DecayRuns): ThresholdCounts[] {
  const classic = runsOf(runs, 0);
  return classic.length === runs.bySeed.length ? classic : [];
}
