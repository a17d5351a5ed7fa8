import { exp, log } from "../../math/elementary.js";
import { mean, standardDeviation } from "../../math/statistics.js";
import type { Outcomes } from "./fixed-thresholds.js";

/** A ratio of means over the seeds at which both converged. */
export interface Ratio {
  /** Null where there is no such seed. */
  ratio: number | null;
  /** Of the ratio, from paired differences; null where there are fewer than two such seeds. */
  standardError: number | null;
  pairCount: number;
  /** Seeds that converge with the one it is compared with, and not with this. */
  lostCount: number;
  /** The other way round. */
  wonCount: number;
}

/**
 * Energy over that of another policy: the ratio r of the means Ā/B̄ over the seeds at which both converge, and the standard error
 * of A_i − rB_i over B̄, by which what is common to a seed drops out. What does not converge is in no mean, and is counted.
 */
export function pairedRatio(above: Outcomes, below: Outcomes): Ratio {
  const pairs = above.flatMap((a, i) => {
    const b = below[i]!;
    return a === null || b === null ? [] : [[a.energy, b.energy] as const];
  });
  const countOf = (isSo: (i: number) => boolean): number => above.filter((_, i) => isSo(i)).length;
  const counts = {
    pairCount: pairs.length,
    lostCount: countOf((i) => above[i] === null && below[i] !== null),
    wonCount: countOf((i) => above[i] !== null && below[i] === null),
  };
  if (pairs.length === 0) return { ratio: null, standardError: null, ...counts };
  const base = mean(pairs.map(([, b]) => b));
  const ratio = mean(pairs.map(([a]) => a)) / base;
  const spread = standardDeviation(pairs.map(([a, b]) => a - ratio * b)) / base;
  const standardError = pairs.length > 1 ? spread / Math.sqrt(pairs.length) : null;
  return { ratio, standardError, ...counts };
}

/** A geometric mean of ratios and its standard error, and how many ratios there were. */
export interface MeanRatio {
  ratio: number | null;
  standardError: number | null;
  count: number;
}

/** The geometric mean of the ratios that are known. Their seeds are the same, but not their tasks: errors are taken as independent. */
export function geometricMean(ratios: readonly Pick<Ratio, "ratio" | "standardError">[]): MeanRatio {
  const present = ratios.filter((one): one is { ratio: number; standardError: number | null } => one.ratio !== null);
  const count = present.length;
  if (count === 0) return { ratio: null, standardError: null, count };
  const ratio = exp(mean(present.map((one) => log(one.ratio))));
  const relative = present.map((one) => (one.standardError ?? Number.NaN) / one.ratio);
  const error = (ratio * Math.hypot(...relative)) / count;
  return { ratio, standardError: Number.isNaN(error) ? null : error, count };
}
