import { describe, expect, it } from "vitest";
import { type CurvePoint, describeMinimum, minimumOf } from "../../src/paper/interior-minimum.js";

/** Points at 5, 10, 15 …, with a standard error of 3 each: that of a difference is √18 ≈ 4.24. */
const curve = (means: (number | null)[], standardError: number | null = 3): CurvePoint[] =>
  means.map((mean, i) => ({ x: 5 * (i + 1), mean, standardError: mean === null ? null : standardError }));

describe("where a curve is least", () => {
  it.each([
    ["inside, with both neighbours clear", [20, 10, 15], "at 10, clear of 5 and 15"],
    [
      "inside, with neighbours within the standard error of the difference",
      [14.2, 10, 14.3],
      "at 10, clear of 15, not clear of 5",
    ],
    [
      "inside, with a clear point beyond an unclear one",
      [30, 11, 10, 12, 13, 20],
      "at 15, not clear of 10 and 20, but of 5 and 30",
    ],
    ["inside, with a point beyond that is not reached", [null, 11, 10, 20], "at 15, clear of 20, not clear of 10"],
    ["inside, beside a point that is not reached", [null, 10, 20], "at 10, clear of 15, not reached at 5"],
    ["the only point", [null, 10, null], "at 10, not reached at 5 and 15"],
    ["at the lower end", [10, 20, 30], "at 5, an end of the range, clear of 10"],
    ["at the upper end", [30, 20, 19], "at 15, an end of the range, not clear of 10, but of 5"],
    ["the first of equals", [20, 10, 10, 20], "at 10, clear of 5, not clear of 15, but of 20"],
    ["nowhere", [null, null], "nowhere, as it is not reached"],
  ] as const)("%s", (_, means, text) => expect(describeMinimum(curve([...means]))).toBe(text));

  it("is clear of nothing where nothing is known of the scatter", () =>
    expect(describeMinimum(curve([100, 10, 100], null))).toBe("at 10, not clear of 5 and 15"));

  it("has an inside only between the ends", () => {
    expect(minimumOf(curve([2, 1, 2]))!.isInside).toBe(true);
    expect(minimumOf(curve([1]))!.isInside).toBe(false);
    expect(minimumOf([])).toBeNull();
  });
});
