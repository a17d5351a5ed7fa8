import { expect, it } from "vitest";
import { ratioOf, ratiosOf } from "../../src/paper/claims/measures/estimates.js";

/** Seeds that differ by far more than the two ways of learning. */
const below = [3, 10, 4, 25, 8, 17, 6, 40, 12, 9, 31, 5];

it("of seeds that have the same ratio has no error, however much they differ", () => {
  const { ratio, error, interval } = ratioOf(
    below.map((value) => 2 * value),
    below,
  );
  expect({ ratio, error, interval }).toEqual({ ratio: 2, error: 0, interval: { low: 2, high: 2 } });
});

it("has an interval around the ratio, the same whenever it is asked for", () => {
  const above = below.map((value, i) => value * (i % 3 === 0 ? 1.2 : 0.9));
  const { ratio, interval } = ratioOf(above, below);
  expect(interval!.low).toBeGreaterThan(0.9);
  expect(interval!.low).toBeLessThan(ratio);
  expect(interval!.high).toBeGreaterThan(ratio);
  expect(interval!.high).toBeLessThan(1.2);
  expect(ratiosOf([{ above, below }]).intervals).toEqual([interval]);
});

it("of few seeds has Student's interval, which says how little they tell of their own error", () => {
  const { ratio, error, interval } = ratioOf([1, 1.1, 1.3], [1, 1, 1]);
  // t of two degrees of freedom, 95 %, two-sided.
  expect(interval!.high).toBeCloseTo(ratio + 4.302653 * error, 6);
  expect(interval!.low).toBeCloseTo(ratio - 4.302653 * error, 6);
});

it("has none of one seed, or over nothing", () => {
  expect(ratioOf([2], [1]).interval).toBeNull();
  expect(ratioOf(below, [...below.slice(1), 0]).interval).toBeNull();
});
