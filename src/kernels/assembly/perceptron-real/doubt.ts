/**
 * What rounding can have left in a margin, and up to where a decision is in doubt. Errors are those for a largest entry of 1;
 * they are multiplied by that of the pattern.
 */
import { at, count } from "../table";
import { ROW_NORMS, SYNAPSE_COUNT } from "../tables/real-problem";
import { DECAYED_NORM, DOUBT_L, DOUBT_S, ERROR_L, ERROR_S, NORM, PERSISTENT_NORM } from "../tables/real-state";

/** A margin below this share of its terms is a tie: the rule's own constant (`src/perceptron/rule.ts`). */
export const TIE: f64 = 1e-12;

/**
 * By how much s, and what l has had from it, can differ from those of the reference engine where s does not decay step by
 * step, relative: both are off by 10⁻¹⁶ times the root of the steps and updates they have gathered, some 10⁶ of them.
 */
export const UNCERTAINTY: f64 = 1e-13;

/** Below it s and l lose their digits; a margin no larger than this, for a largest entry of 1, is in doubt. */
const SMALLEST: f64 = 1e-300;

/** Half a unit in the last place: the largest relative error of one rounding. */
const ROUNDING: f64 = 1.1102230246251565e-16;

/** Whether the last answer of `isWrong` or `exceeds` could be another one in the arithmetic of the reference engine. */
export let isUndecided: bool = false;

@inline
export function setUndecided(undecided: bool): void {
  isUndecided = undecided;
}

/** Relative error that adding up N + 1 products can have, in whatever order; twice as much, to be safe. */
@inline
export function sumError(problem: usize): f64 {
  return 2 * ROUNDING * <f64>(at(problem, SYNAPSE_COUNT) + 2);
}

/**
 * Brings the bounds of doubt up to date. A dot product is off by `sumError` of its terms, and so is the rule's; the terms
 * are below Σ|w| times the largest entry. What l may be off by counts by itself, since l may have cancelled.
 */
@inline
export function setDoubt(problem: usize, state: usize): void {
  const share = TIE + 2 * sumError(problem);
  store<f64>(state + DOUBT_S, share * load<f64>(state + NORM) + load<f64>(state + ERROR_S));
  const persistent = share * load<f64>(state + PERSISTENT_NORM) + UNCERTAINTY * load<f64>(state + DECAYED_NORM);
  store<f64>(state + DOUBT_L, persistent + load<f64>(state + ERROR_L) + SMALLEST);
}

/**
 * What rounding adds to the margins of s in an update that takes Σ|s| from `before` to `after`: those of a product and a sum,
 * in the margin and again in s itself, and those of a row of the Gram matrix, which is exact for ±1.
 */
@inline
export function addError<G>(problem: usize, state: usize, q: i32, factor: f64, before: f64, after: f64): void {
  const moved = 4 * ROUNDING * (factor * before + after + load<f64>(state + PERSISTENT_NORM));
  const row = isFloat<G>() ? sumError(problem) * load<f64>(<usize>at(problem, ROW_NORMS) + (<usize>q << 3)) : 0;
  store<f64>(state + ERROR_S, factor * load<f64>(state + ERROR_S) + moved + row);
}

/** What the margins of l are off by once those of s have been added to them. */
@inline
export function addErrorOfMoved(state: usize): void {
  count(state, ERROR_L, load<f64>(state + ERROR_S) + 2 * ROUNDING * load<f64>(state + PERSISTENT_NORM));
  store<f64>(state + ERROR_S, 0);
}

/** What margins that have just been computed as dot products are off by. */
@inline
export function startError(problem: usize, state: usize): void {
  store<f64>(state + ERROR_L, sumError(problem) * load<f64>(state + PERSISTENT_NORM));
  store<f64>(state + ERROR_S, sumError(problem) * load<f64>(state + NORM));
  setDoubt(problem, state);
}
