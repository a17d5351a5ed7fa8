import { expect, it } from "vitest";
import { counted, seedsUpTo, summary } from "../../src/paper/sample.js";

it("counts one and many", () =>
  expect([counted(1, "seed"), counted(3, "seed"), counted(2, "accuracy", "accuracies")]).toEqual([
    "1 seed",
    "3 seeds",
    "2 accuracies",
  ]));

it("counts seeds from 1", () => expect([seedsUpTo(0), seedsUpTo(3)]).toEqual([[], [1, 2, 3]]));

it("has mean and standard error, which a single value has not", () => {
  // The standard error of two values is half their distance.
  expect(summary([1, 3])).toEqual({ mean: 2, standardError: expect.closeTo(1, 12) });
  expect(summary([5])).toEqual({ mean: 5, standardError: null });
});
