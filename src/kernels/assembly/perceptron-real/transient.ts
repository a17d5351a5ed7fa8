/** s: its changes, its decay, and what holding it has cost. */
import { at, count } from "../table";
import {
  DECAY,
  MARGINS_S,
  PATTERN_COUNT,
  ROWS,
  SERIES,
  STRIDE,
  SYNAPSE_COUNT,
  TRANSIENT,
} from "../tables/real-problem";
import { ERROR_S, HELD, NORM, PERSISTENT_HELD, PERSISTENT_NORM } from "../tables/real-state";
import { setDoubt } from "./doubt";
import { lanes, pair } from "./products";

/** The largest |s| that `updateTransient` has found; a global saves it a second result. */
export let largestTransient: f64 = 0;

export function setLargestTransient(largest: f64): void {
  largestTransient = largest;
}

/** s ← s·f + y; returns Σ|s| and leaves the largest |s| in `largestTransient`. */
@inline
export function updateTransient<T>(problem: usize, q: i32, factor: f64): f64 {
  const s = <usize>at(problem, TRANSIENT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const length = (at(problem, SYNAPSE_COUNT) + 3) & ~3;
  const f = f64x2.splat(factor);
  let sumA = f64x2.splat(0);
  let sumB = f64x2.splat(0);
  let largest = f64x2.splat(0);
  for (let i = 0; i < length; i += 4) {
    const to = s + (<usize>i << 3);
    const a = f64x2.add(f64x2.mul(v128.load(to), f), pair<T>(row, i));
    const b = f64x2.add(f64x2.mul(v128.load(to, 16), f), pair<T>(row, i + 2));
    v128.store(to, a);
    v128.store(to, b, 16);
    const magnitudeA = f64x2.abs(a);
    const magnitudeB = f64x2.abs(b);
    sumA = f64x2.add(sumA, magnitudeA);
    sumB = f64x2.add(sumB, magnitudeB);
    largest = f64x2.pmax(largest, f64x2.pmax(magnitudeA, magnitudeB));
  }
  largestTransient = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
  return lanes(f64x2.add(sumA, sumB));
}

/** s ← s·f·f·f … for so many steps, product by product as the reference engine does it. */
export function decayStepwise(problem: usize, steps: i32): void {
  const s = <usize>at(problem, TRANSIENT);
  const length = (at(problem, SYNAPSE_COUNT) + 7) & ~7;
  const f = v128.load64_splat(<usize>at(problem, DECAY), 8);
  for (let i = 0; i < length; i += 8) {
    const to = s + (<usize>i << 3);
    let a = v128.load(to);
    let b = v128.load(to, 16);
    let c = v128.load(to, 32);
    let d = v128.load(to, 48);
    for (let step = 0; step < steps; step++) {
      a = f64x2.mul(a, f);
      b = f64x2.mul(b, f);
      c = f64x2.mul(c, f);
      d = f64x2.mul(d, f);
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}

/** Charges holding over `gap` steps since the last update. */
@inline
export function hold(problem: usize, state: usize, gap: i32): void {
  const series = load<f64>(<usize>at(problem, SERIES) + (<usize>gap << 3));
  count(state, HELD, load<f64>(state + NORM) * series);
  count(state, PERSISTENT_HELD, load<f64>(state + PERSISTENT_NORM) * <f64>gap);
}

/** Brings s and its margins up to date, `gap` steps after the last update, and charges holding it; step by step. */
export function settle(problem: usize, state: usize, gap: i32, byMargins: bool): void {
  hold(problem, state, gap);
  decayStepwise(problem, gap);
  const factor = load<f64>(<usize>at(problem, DECAY) + (<usize>gap << 3));
  store<f64>(state + NORM, factor * load<f64>(state + NORM));
  store<f64>(state + ERROR_S, factor * load<f64>(state + ERROR_S));
  if (byMargins) {
    const margins = <usize>at(problem, MARGINS_S);
    const patternCount = at(problem, PATTERN_COUNT);
    for (let p = 0; p < patternCount; p++) {
      const offset = margins + (<usize>p << 3);
      store<f64>(offset, factor * load<f64>(offset));
    }
  }
  setDoubt(problem, state);
}
