import { complement } from "../math/complement.js";
import { exp, log } from "../math/elementary.js";
import type { Grid, UnitWalk } from "./lattice-grid.js";

/** What is left to come is dropped where it is less likely than this. */
const NEGLIGIBLE = 1e-20;
/** Longest times are no exact integers any more; the next one is further by its rounding. */
const ROUNDING = 1e-15;
/** Up to here the series of ln(1 − p) is better than the logarithm of the difference; its first term left out is p⁹/10. */
const SMALL = 1e-2;

/** −ln(1 − p), with all its digits. */
function hazardOf(errorRate: number): number {
  if (errorRate > SMALL) return -log(1 - errorRate);
  let [power, sum] = [errorRate, errorRate];
  for (let n = 2; n < 10; n++) {
    power *= errorRate;
    sum += power / n;
  }
  return sum;
}

/**
 * Where s, left at node i by one change, is found by the next: at node k with probability `decayed[k]`. `kept[k]` is
 * that part for which a step away from 0 stays within the limit; the step exceeds it with probability `exceeded`, and
 * leaves there `moved` of |s| to be consolidated, both for the step away from 0 being taken.
 */
export interface DecayedPlace {
  lowest: number;
  decayed: Float64Array;
  kept: Float64Array;
  exceeded: number;
  moved: number;
}

/** What the waiting time does: after g time steps, with probability p(1 − p)^{g−1}, |s| has shrunk by κ^g. */
export interface Waiting {
  /** E[κ^g] = pκ/(1 − κ(1 − p)); the sum of κ^g over the waiting time is 1/p of that. */
  shrinkage: number;
  /** −ln(1 − p). */
  hazard: number;
}

export function waitingOf({ errorRate, decayTime }: UnitWalk): Waiting {
  const lost = errorRate + complement(1 / decayTime) * (1 - errorRate);
  return { shrinkage: (errorRate * exp(-1 / decayTime)) / lost, hazard: hazardOf(errorRate) };
}

/**
 * Distributes κ^g x, x the position of node i, over the nodes: between two of them linearly, so that the mean is kept. All
 * times g at which it lies between the same two are summed at once, with Σ p(1 − p)^{g−1} and Σ p(1 − p)^{g−1} κ^g geometric. The limit
 * is tested exactly, by the time from which κ^g x + 1 no longer exceeds it, and not at the nodes.
 */
export function decayedPlace(
  i: number,
  { positions, logarithms }: Grid,
  walk: UnitWalk,
  waiting: Waiting,
): DecayedPlace {
  const decayed = new Float64Array(i + 2);
  const kept = new Float64Array(i + 2);
  if (i === 0) {
    decayed[0] = 1;
    kept[0] = 1;
    return { lowest: 0, decayed, kept, exceeded: 0, moved: 0 };
  }
  const { decayTime, limit } = walk;
  const { shrinkage, hazard } = waiting;
  const x = positions[i]!;
  const fall = hazard + 1 / decayTime;
  const within = limit > 1 ? Math.max(1, Math.ceil(decayTime * log(x / (limit - 1)))) : Number.POSITIVE_INFINITY;
  let [k, exceeded, moved] = [i, 0, 0];
  // g, the probability of no change before it, and E[κ^g] from there on.
  let [g, waits, shrunk] = [1, 1, shrinkage];
  while (g < Number.POSITIVE_INFINITY) {
    const y = x * exp(-g / decayTime);
    while (positions[k]! > y) k -= 1;
    const leaves = k === 0 ? Number.POSITIVE_INFINITY : Math.ceil(decayTime * (logarithms[i]! - logarithms[k]!));
    let next = Math.max(g + 1, g * (1 + ROUNDING), leaves);
    if (g < within) next = Math.min(next, within);
    if (exp(-(next - 1) * hazard) < NEGLIGIBLE) next = Number.POSITIVE_INFINITY;
    const probability = waits * complement((next - g) * hazard);
    const reached = shrunk * complement((next - g) * fall) * x;
    // Node i + 1 is never reached: what decays is below node i.
    const width = (k === i ? x : positions[k + 1]!) - positions[k]!;
    const share = width > 0 ? (reached - probability * positions[k]!) / width : 0;
    const above = Math.min(probability, Math.max(0, share));
    decayed[k]! += probability - above;
    decayed[k + 1]! += above;
    if (g < within) {
      exceeded += probability;
      moved += reached + probability;
    } else {
      kept[k]! += probability - above;
      kept[k + 1]! += above;
    }
    g = next;
    waits = exp(-(g - 1) * hazard);
    shrunk = shrinkage * exp(-(g - 1) * fall);
  }
  return { lowest: k, decayed, kept, exceeded, moved };
}
