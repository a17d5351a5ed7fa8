import type { JobOf } from "../../../jobs/index.js";
import type { ThresholdCounts } from "../../../perceptron/index.js";
import { formatCount } from "../../../report/format.js";
import { costName, DECAY, type DecayRuns, runsOf, scanJobs } from "../../decay.js";
import type { Scale } from "../../scale.js";

/** The jobs of figure 3. */
export const decayJobs = (scale: Scale): JobOf<"perceptron-thresholds">[] => scanJobs(DECAY[scale]);

/** The decay times of the figure within these bounds. */
export const between = (scale: Scale, low: number, high: number): number[] =>
  DECAY[scale].decayTimes.filter((decayTime) => decayTime >= low && decayTime <= high);

/** Where the seeds of figure 3 stand, in the words of the claims. */
export const AT_BEST =
  "each seed at the θ of least mean energy of the others, among those at which all of these converge";

/**
 * What of a scan is in no number, as not every seed converges at the θ of the others: "left out: τ = 500 at every c"; nothing
 * where nothing is.
 *
 * @param costs all that were looked at
 */
export function leftOut(places: readonly { decayTime: number; cost: number }[], costs: readonly number[]): string[] {
  const times = [...new Set(places.map(({ decayTime }) => decayTime))];
  if (times.length === 0) return [];
  const list = times.map((decayTime) => {
    const own = costs.filter((cost) => places.some((place) => place.cost === cost && place.decayTime === decayTime));
    const where =
      own.length < costs.length ? ` at ${own.map(costName).join(", ")}` : costs.length > 1 ? " at every c" : "";
    return `τ = ${formatCount(decayTime)}${where}`;
  });
  return [`left out, as not every seed converges there: ${list.join("; ")}`];
}

/** Learning without caching, which decay does not touch, seed by seed; none unless every seed converged. */
export function classicOf(runs: DecayRuns): ThresholdCounts[] {
  const classic = runsOf(runs, 0);
  return classic.length === runs.bySeed.length ? classic : [];
}
