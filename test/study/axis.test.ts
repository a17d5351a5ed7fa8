import { describe, expect, it } from "vitest";
import { expandLogRange, expandRange, logRangeSchema, rangeSchema } from "../../src/study/axis.js";

describe("expandRange", () => {
  it("has both ends exactly, and short values between them", () => {
    expect(expandRange([0.1, 0.5, 5])).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(expandRange([-1, 1, 2])).toEqual([-1, 1]);
    expect(expandRange([1 / 3, 2 / 3, 2])).toEqual([1 / 3, 2 / 3]);
  });
});

describe("expandLogRange", () => {
  it("has equal ratios", () => expect(expandLogRange([1e-5, 1e-1, 5], false)).toEqual([1e-5, 1e-4, 1e-3, 1e-2, 1e-1]));
  it("rounds where integers are asked for", () => expect(expandLogRange([1, 10, 3], true)).toEqual([1, 3, 10]));
});

describe("the schemas", () => {
  it.each([[[1, 1, 2]], [[2, 1, 2]], [[1, 2, 1]], [[1, 2, 2.5]], [[1, 2]], [[1, Number.POSITIVE_INFINITY, 3]]])(
    "refuse %j",
    (range) => {
      expect(rangeSchema.safeParse({ range }).success).toBe(false);
      expect(logRangeSchema.safeParse({ logRange: range }).success).toBe(false);
    },
  );
  it("refuse a logRange from 0", () => expect(logRangeSchema.safeParse({ logRange: [0, 1, 2] }).success).toBe(false));
});

describe("ranges as wide as the numbers", () => {
  it("have finite values in rising order", () => {
    const wide: [number, number, number][] = [
      [5e-324, 1e308, 5],
      [5e-324, Number.MAX_VALUE, 100],
    ];
    for (const range of wide) {
      const values = expandLogRange(range, false);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
    }
    expect(expandRange([-1.5e308, 1.5e308, 5])).toEqual([-1.5e308, -7.5e307, 0, 7.5e307, 1.5e308]);
  });
});
