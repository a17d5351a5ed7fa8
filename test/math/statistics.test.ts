import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstCrossing, mean, median, slope, standardDeviation, standardError } from "../../src/math/statistics.js";
import { expectClose } from "./close.js";

const integers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 });
// A few dozen additions and a square root, each of relative error 1e-16.
const ROUNDING = 1e-13;

describe("of the numbers 1 … n", () => {
  // Mean (n + 1)/2; the variance with denominator n − 1 is n(n + 1)/12.
  it.each([2, 3, 10, 1001])("n = %d", (n) => {
    const sample = Array.from({ length: n }, (_, i) => i + 1);
    const sd = Math.sqrt((n * (n + 1)) / 12);
    expect(mean(sample)).toBe((n + 1) / 2);
    expect(median(sample)).toBe((n + 1) / 2);
    expectClose(standardDeviation(sample), sd, { relative: ROUNDING }, { n });
    expectClose(standardError(sample), sd / Math.sqrt(n), { relative: ROUNDING }, { n });
    expect(mean(Float64Array.from(sample))).toBe((n + 1) / 2);
  });
});

it("follows a sample that is shifted and stretched", () =>
  fc.assert(
    fc.property(integers, fc.integer({ min: -100, max: 100 }), fc.integer({ min: 1, max: 9 }), (sample, a, b) => {
      const moved = sample.map((value) => a + b * value);
      // Differences from the mean are exact to 1e-16 of values of up to 1e4.
      const tolerance = { relative: ROUNDING, absolute: 1e-10 };
      expectClose(mean(moved), a + b * mean(sample), tolerance, { sample, a, b });
      expect(median(moved)).toBe(a + b * median(sample));
      expectClose(standardDeviation(moved), b * standardDeviation(sample), tolerance, { sample, a, b });
      expectClose(standardError(moved), b * standardError(sample), tolerance, { sample, a, b });
    }),
  ));

it("has as many values below the median as above it, and leaves the sample in its order", () =>
  fc.assert(
    fc.property(integers, (sample) => {
      const before = [...sample];
      const middle = median(sample);
      const below = sample.filter((value) => value < middle).length;
      const above = sample.filter((value) => value > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(sample.length / 2);
      expect(sample).toEqual(before);
    }),
  ));

describe("a sample that is too small", () => {
  it("has no estimate", () => {
    expect([mean([]), median([]), standardDeviation([]), standardError([])]).toEqual([NaN, NaN, NaN, NaN]);
    expect([standardDeviation([5]), standardError([5])]).toEqual([NaN, NaN]);
  });

  it("still has a mean and a median", () => expect([mean([5]), median([5])]).toEqual([5, 5]));
});

describe("slope", () => {
  // Σ(x − x̄)(y − ȳ)/Σ(x − x̄)², by hand: x̄ = 1, ȳ = 2, (−1)(−2) + 0·1 + 1·1 = 3 over 2.
  it("is that of least squares", () => expect(slope([0, 1, 2], [0, 3, 3])).toBe(1.5));

  it("is that of a straight line wherever its points are", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 }),
        fc.integer({ min: -9, max: 9 }),
        (x, steepness) => {
          const y = x.map((value) => steepness * value + 5);
          expectClose(slope(x, y), steepness, { absolute: 9 * ROUNDING, relative: ROUNDING }, { x, steepness });
        },
      ),
    ));

  it("is undefined without two different x", () => {
    expect([slope([], []), slope([1], [2]), slope([1, 1], [2, 3])]).toEqual([NaN, NaN, expect.any(Number)]);
    expect(Number.isFinite(slope([1, 1], [2, 3]))).toBe(false);
  });
});

describe("firstCrossing", () => {
  it.each([
    ["between two points", [0, 1], [10, 30], 0.25, 15],
    ["at a point", [0, 1, 2], [10, 20, 50], 1, 20],
    ["at the start", [0.5, 1], [7, 9], 0.2, 7],
    ["the first of several", [0, 2, 0, 2], [0, 10, 20, 30], 1, 5],
    ["never", [0, 1, 0.5], [1, 2, 3], 1.5, null],
    ["of no curve", [], [], 1, null],
  ])("%s: x %j, y %j, level %d", (_, x, y, level, expected) => expect(firstCrossing(x, y, level)).toBe(expected));

  it("inverts a straight line wherever its points are", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (points, share) => {
          const x = points.sort((a, b) => a - b);
          const level = x[0]! + share * (x.at(-1)! - x[0]!);
          const y = x.map((value) => 3 * value + 2);
          expectClose(firstCrossing(x, y, level)!, 3 * level + 2, { relative: ROUNDING }, { x, level });
        },
      ),
    ));
});

describe("at the ends of the numbers", () => {
  const scales = [1e160, 1e300, 1e-160, 1e-300, 2 ** 1000, 2 ** -1000];

  it.each(scales)("mean, standard deviation and median scale with their sample: %d", (unit) => {
    const sample = [1, 2, 4, 9].map((value) => value * unit);
    expectClose(mean(sample) / unit, 4, { relative: 1e-14 }, "mean");
    // Deviations −3, −2, 0, 5: √(38/3).
    expectClose(standardDeviation(sample) / unit, Math.sqrt(38 / 3), { relative: 1e-14 }, "sd");
    expectClose(standardError(sample) / unit, Math.sqrt(38 / 3) / 2, { relative: 1e-14 }, "se");
    expectClose(median(sample) / unit, 3, { relative: 1e-14 }, "median");
    expectClose(slope([1, 2, 3], [unit, 3 * unit, 5 * unit]) / unit, 2, { relative: 1e-14 }, "slope");
    expectClose(slope([unit, 2 * unit, 3 * unit], [1, 3, 5]) * unit, 2, { relative: 1e-14 }, "slope of small steps");
  });

  it("has a mean and a median of the largest numbers, which are no larger", () => {
    const largest = Number.MAX_VALUE;
    expect([mean([largest, largest]), median([largest, largest])]).toEqual([largest, largest]);
    expect(standardDeviation([largest, largest, largest])).toBe(0);
    expectClose(standardDeviation([0, largest]), largest / Math.SQRT2, { relative: 1e-15 }, "sd");
  });

  it("keeps 0 for a sample that does not vary", () => expect(standardDeviation([1e-200, 1e-200])).toBe(0));
});
