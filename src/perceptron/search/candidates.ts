import { exp, log } from "../../math/elementary.js";
import type { PatternSet } from "../../tasks/pattern-set.js";

/** Half-integers that are tried one by one; beyond them, and for real s, thresholds grow by a constant factor. */
const DENSE_POINTS = 128;

/** How finely thresholds are tried. */
export interface Fineness {
  /** Factor from one threshold to the next. */
  growth: number;
  /** Thresholds at most: where sizes are so far apart that it would take more, the factor is larger. */
  points: number;
}

/**
 * A resolution that was asked for in the place of the usual one, over as wide a range.
 *
 * @param resolution by how much a threshold exceeds the one before it, as a part of that; undefined leaves the usual one
 */
export function withResolution(usual: Fineness, resolution: number | undefined): Fineness {
  if (resolution === undefined) return usual;
  const growth = 1 + resolution;
  return { growth, points: Math.ceil((usual.points * log(usual.growth)) / log(growth)) };
}

/** Between these a threshold may be; where a size is beyond them, it is cut off there. */
const [SMALLEST, LARGEST] = [Number.MIN_VALUE * 2 ** 52, Number.MAX_VALUE];

/** The factor that leads from `low` to `high` in no more points than there may be. */
function growthWithin(low: number, high: number, { growth, points }: Fineness): number {
  const needed = log(high) - log(low);
  return needed <= points * log(growth) ? growth : exp(needed / points);
}

/**
 * Thresholds in rising order, the last one at or beyond `high`. Where s is an integer only half-integers differ, and they
 * keep clear of ties.
 *
 * @param unit about |Δw|, or its sum over the synapses where the policy sums; far below it θ is as good as 0
 * @param high from here on θ is as good as Infinity
 */
export function* risingThresholds(
  integer: boolean,
  unit: number,
  high: number,
  fineness: Fineness,
): Generator<number, void> {
  const end = Math.min(Math.max(high, SMALLEST), LARGEST);
  let threshold = Math.min(Math.max(unit / 2, SMALLEST), end);
  const growth = growthWithin(integer ? DENSE_POINTS : threshold, end, fineness);
  if (integer) {
    for (threshold = 0.5; threshold < DENSE_POINTS; threshold += 1) {
      yield threshold;
      if (threshold >= end) return;
    }
  }
  for (let last = Number.NEGATIVE_INFINITY; ; threshold *= growth) {
    const candidate = integer ? Math.floor(threshold) + 0.5 : Math.min(threshold, LARGEST);
    // Where the factor is close to 1, several lead to the same half-integer.
    if (candidate > last) yield candidate;
    if (candidate >= end) return;
    last = candidate;
  }
}

/** Mean |Δw| of an update. */
export function meanEntry({ patterns }: PatternSet): number {
  let sum = 0;
  for (const value of patterns) sum += Math.abs(value);
  return sum > 0 ? sum / patterns.length : 1;
}

/** Largest |Δw| of one update, that of the bias included; s cannot grow faster. */
export function largestEntry({ patterns }: PatternSet): number {
  let largest = 1;
  for (const value of patterns) largest = Math.max(largest, Math.abs(value));
  return largest;
}
