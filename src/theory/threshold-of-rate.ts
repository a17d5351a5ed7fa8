import { rootBelow } from "../math/root.js";
import { type DecayingWalk, decayingSteadyState } from "./caching-with-decay.js";
import { checkNumber } from "./check.js";

/** Beyond 28σ the continuous walk never arrives in double precision. */
const FARTHEST = 28;

/**
 * The θ at which the continuous walk is consolidated at a rate r: √(σ_s²/r) without decay, and less with decay, which keeps
 * the walk from its threshold. Infinity for r = 0.
 *
 * @throws RangeError for a value out of its range
 */
export function thresholdOfRate(walk: DecayingWalk, rate: number): number {
  checkNumber("rate", rate, { min: 0 });
  decayingSteadyState(walk, 1, 0);
  const { updateVariance, decayTime } = walk;
  if (rate === 0) return Number.POSITIVE_INFINITY;
  const withoutDecay = Math.sqrt(updateVariance / rate);
  if (decayTime === Number.POSITIVE_INFINITY) return withoutDecay;
  const farthest = Math.min(withoutDecay, FARTHEST * Math.sqrt(updateVariance * decayTime));
  return rootBelow(farthest, (threshold) => rate - decayingSteadyState(walk, threshold, 0).consolidationRate);
}
