import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import {
  checkPatternSetSize,
  createPatternSet,
  maximumEntryCount,
  maximumInputCount,
  maximumPatternCount,
} from "../../src/tasks/pattern-set.js";

const sources = { patterns: "x.npy", targets: "y.npy" };
const twoByThree = { shape: [2, 3], data: [1, -1, 1, -1, 1, 1] };
const two = { shape: [2], data: [1, -1] };

describe("puts together", () => {
  it.each([[[2]], [[2, 1]], [[1, 2]]])("patterns P×N and targets of shape %j", (shape) =>
    expect(createPatternSet(twoByThree, { shape, data: [1, -1] }, sources)).toEqual({
      inputCount: 3,
      patternCount: 2,
      patterns: Int8Array.of(1, -1, 1, -1, 1, 1),
      targets: Int8Array.of(1, -1),
    }),
  );

  it.each([[[1]], [[1, 1]]])("a single pattern with a target of shape %j", (shape) =>
    expect(createPatternSet({ shape: [1, 1], data: [5] }, { shape, data: [1] }, sources).patternCount).toBe(1),
  );

  it("int8 patterns without copying them", () => {
    const data = Int8Array.from(twoByThree.data);
    expect(createPatternSet({ shape: [2, 3], data }, two, sources).patterns).toBe(data);
  });

  it("any finite values, as int8 exactly if all of them are in its range", () => {
    const value = fc.oneof(fc.integer({ min: -130, max: 130 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (data) => {
        const { patterns } = createPatternSet({ shape: [1, data.length], data }, { shape: [1], data: [1] }, sources);
        expect(Array.from(patterns, (x) => x + 0)).toEqual(data.map((x) => x + 0)); // int8 has no −0
        expect(patterns instanceof Int8Array).toBe(data.every((x) => x === (x << 24) >> 24));
      }),
    );
  });
});

describe("refuses, and says which file", () => {
  it.each<[string, Parameters<typeof createPatternSet>[0], Parameters<typeof createPatternSet>[1], string]>([
    [
      "patterns in one dimension",
      two,
      two,
      "x.npy: patterns must have the shape P×N (a row a pattern, a column an input)",
    ],
    ["patterns in three", { shape: [1, 2, 3], data: twoByThree.data }, two, "got 1×2×3"],
    ["a number as patterns", { shape: [], data: [1] }, two, "got a single number"],
    [
      "no patterns",
      { shape: [0, 3], data: [] },
      two,
      "x.npy: pattern count must be an integer from 1 to 1000000, got 0.",
    ],
    ["no inputs", { shape: [2, 0], data: [] }, two, "x.npy: input count must be an integer from 1 to 1000000, got 0."],
    ["too many inputs", { shape: [1, 1_000_001], data: [] }, two, "from 1 to 1000000, got 1000001. Use fewer."],
    [
      "values that do not fill the shape",
      { shape: [2, 3], data: [1] },
      two,
      "x.npy: shape (2,3) needs 6 values, got 1.",
    ],
    ["NaN", { shape: [2, 3], data: [1, 2, 3, 4, Number.NaN, 6] }, two, "finite numbers, got NaN in row 2, column 2."],
    [
      "Infinity",
      { shape: [2, 3], data: Float32Array.of(1, 2, Infinity, 4, 5, 6) },
      two,
      "got Infinity in row 1, column 3.",
    ],
    [
      "a number as targets",
      twoByThree,
      { shape: [], data: [1] },
      "y.npy: targets must have the shape P, P×1 or 1×P, got a ",
    ],
    ["a matrix as targets", twoByThree, { shape: [2, 2], data: [1, 1, 1, 1] }, "got 2×2"],
    ["targets in three dimensions", twoByThree, { shape: [2, 1, 1], data: [1, 1] }, "got 2×1×1"],
    ["too few targets", twoByThree, { shape: [1], data: [1] }, "each of the 2 patterns of x.npy, got 1."],
    ["too many targets", twoByThree, { shape: [1, 3], data: [1, 1, 1] }, "each of the 2 patterns of x.npy, got 3."],
    ["0 as a target", twoByThree, { shape: [2], data: [1, 0] }, "y.npy: targets must be +1 or -1, got 0 as target 2."],
    ["NaN as a target", twoByThree, { shape: [2], data: [Number.NaN, 1] }, "got NaN as target 1."],
    ["a fraction as a target", twoByThree, { shape: [2], data: [1, -1.5] }, "got -1.5 as target 2."],
  ])("%s", (_, patterns, targets, message) => {
    expect(() => createPatternSet(patterns, targets, sources)).toThrow(UsageError);
    expect(() => createPatternSet(patterns, targets, sources)).toThrow(message);
  });
});

describe("limits", () => {
  it("are themselves allowed", () => {
    checkPatternSetSize(maximumInputCount, 1, "a");
    checkPatternSetSize(1, maximumPatternCount, "a");
    checkPatternSetSize(46340, 46341, "a");
  });

  it("hold for the product as well, before anything is allocated", () => {
    expect(46341 * 46341).toBeGreaterThan(maximumEntryCount);
    expect(() => checkPatternSetSize(46341, 46341, "a")).toThrow(
      "a: input count × pattern count must be at most 2147483647, got 46341 × 46341 = 2147488281.",
    );
  });

  it.each([-1, 0, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuse a count of %d", (count) => {
    expect(() => checkPatternSetSize(count, 1, "a")).toThrow(UsageError);
    expect(() => checkPatternSetSize(1, count, "a")).toThrow(UsageError);
  });
});
