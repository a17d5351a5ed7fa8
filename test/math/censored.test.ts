import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { censoredMedian, survival, type Waited } from "../../src/math/censored.js";
import { randomStream } from "../../src/math/random.js";
import { median } from "../../src/math/statistics.js";

const seen = (value: number): Waited => ({ value, censored: false });
const longerThan = (value: number): Waited => ({ value, censored: true });

describe("survival", () => {
  it("is the estimate of Kaplan and Meier", () =>
    // Weeks of remission under 6-mercaptopurine (Freireich et al., Blood 1963;21:699), the textbook example.
    expect(
      survival([
        ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(seen),
        ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(longerThan),
      ]).map(({ value, share }) => [value, Number(share.toFixed(3))]),
    ).toEqual([
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ]));

  it("is one less the share that has ended where nothing is censored", () =>
    expect(survival([3, 1, 2, 2].map(seen)).map(({ share }) => share)).toEqual([0.75, 0.25, 0]));
});

describe("censoredMedian", () => {
  it("is 23 weeks in the textbook example", () =>
    expect(
      censoredMedian([
        ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(seen),
        ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(longerThan),
      ]).median,
    ).toBe(23));

  it("is the median where nothing is censored", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 30 }), (values) => {
        expect(censoredMedian(values.map(seen)).median).toBeCloseTo(median(values), 9);
      }),
    ));

  it("does not care how much longer than the median what is censored would have taken", () => {
    const early = [1, 2, 3, 4].map(seen);
    expect(censoredMedian([...early, ...[5, 5, 5].map(longerThan)])).toEqual(
      censoredMedian([...early, ...[5, 50, 500].map(longerThan)]),
    );
  });

  it("says that it does not know where more than half are censored", () =>
    expect(censoredMedian([seen(1), longerThan(2), longerThan(2)])).toEqual({
      median: Number.POSITIVE_INFINITY,
      standardError: Number.POSITIVE_INFINITY,
    }));

  it("has no value for nothing", () =>
    expect(censoredMedian([])).toEqual({ median: Number.NaN, standardError: Number.NaN }));

  it("has the standard error of the median of large samples, √(π/2)·σ/√n for a normal one", () => {
    const random = randomStream(1, "a test of the median");
    const n = 4000;
    const { median, standardError } = censoredMedian(Array.from({ length: n }, () => seen(random.normal())));
    const expected = Math.sqrt(Math.PI / 2 / n);
    expect(Math.abs(median)).toBeLessThan(3 * expected);
    // Half the distance of two quantiles that are √n ranks apart: its own error is about n^(−1/4), 13 %; three of these.
    expect(Math.abs(standardError / expected - 1)).toBeLessThan(0.4);
  });
});
