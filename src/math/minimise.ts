import { exp, log } from "./elementary.js";

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** 0.618⁸⁰ = 2e-17: the bracket has shrunk to the rounding of its ends. */
const STEPS = 80;

/**
 * Where a function with one minimum between two positive ends is least, by golden section in the logarithm. Values
 * that are right to 1e-16 fix the place to about 1e-8 of itself only.
 *
 * @throws RangeError unless 0 < low ≤ high < Infinity
 */
export function minimise(f: (x: number) => number, low: number, high: number): number {
  if (!(low > 0 && low <= high && high < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`The ends of a search must be finite, > 0 and rising, got ${low} and ${high}.`);
  }
  let [a, b] = [log(low), log(high)];
  let [left, right] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
  let [atLeft, atRight] = [f(exp(left)), f(exp(right))];
  for (let i = 0; i < STEPS; i++) {
    if (atLeft < atRight) {
      [b, right, atRight] = [right, left, atLeft];
      left = b - GOLDEN * (b - a);
      atLeft = f(exp(left));
    } else {
      [a, left, atLeft] = [left, right, atRight];
      right = a + GOLDEN * (b - a);
      atRight = f(exp(right));
    }
  }
  return exp((a + b) / 2);
}
