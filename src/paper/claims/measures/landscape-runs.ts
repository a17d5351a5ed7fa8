import type { ResultOf } from "../../../jobs/index.js";
import type { Claim } from "../../claim.js";
import {
  type LandscapePoint,
  type LandscapePolicy,
  type LandscapeRun,
  landscape,
  landscapeJobs,
} from "../../landscape.js";
import type { Scale } from "../../scale.js";
import { extremes, type Measured, ratiosOf } from "./estimates.js";

/** What is measured on the converged runs of the landscape; nothing where there are none. */
export function measureRuns(measure: (runs: readonly LandscapeRun[], scale: Scale) => Measured): Claim["measure"] {
  return (resultOf: ResultOf, scale: Scale) => {
    const runs = landscape(resultOf, scale);
    const measurement = runs.length > 0 ? measure(runs, scale) : { values: [] };
    return {
      ...measurement,
      sample: [`${runs.length} of ${landscapeJobs(scale).length} runs converged`, measurement.sample]
        .filter(Boolean)
        .join(", "),
    };
  };
}

/** A quantity of a policy at every finite threshold above 0, which rise: at each a value a run. */
export function byThreshold(
  runs: readonly LandscapeRun[],
  policy: LandscapePolicy,
  of: (point: LandscapePoint) => number,
): { threshold: number; sample: number[] }[] {
  const isMeant = (point: LandscapePoint) =>
    point.policy === policy && point.threshold > 0 && point.threshold < Infinity;
  const ofRuns = runs.map(({ points }) => points.filter(isMeant));
  return ofRuns[0]!.map(({ threshold }, i) => ({ threshold, sample: ofRuns.map((points) => of(points[i]!)) }));
}

/** Thresholds are compared that are this far apart. */
const STEP = 1.5;

/**
 * The ratio of a quantity at a threshold to that at the next one which is smaller by half of itself at least, run by run,
 * and its mean over the runs. Of two thresholds one step apart one takes an even and one an odd number of updates to
 * exceed under `local-global`, and these move as much an update: there is nothing to be told apart.
 */
export function overNext(points: readonly { threshold: number; sample: readonly number[] }[]): Measured {
  const chosen: { threshold: number; sample: readonly number[] }[] = [];
  for (const point of points) {
    if (point.threshold >= STEP * (chosen.at(-1)?.threshold ?? 0)) chosen.push(point);
  }
  const later = chosen.slice(1);
  const measured = ratiosOf(later.map(({ sample }, i) => ({ above: sample, below: chosen[i]!.sample })));
  const where = extremes(
    measured.values,
    "θ",
    later.map(({ threshold }) => threshold),
  );
  return { ...measured, sample: where };
}
