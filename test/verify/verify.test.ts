import { expect, it } from "vitest";
import { sampleOf } from "../../src/verify/verify.js";

it("samples evenly, each at most once", () => {
  const items = Array.from({ length: 10 }, (_, k) => k);
  expect(sampleOf(items, 3)).toEqual([0, 3, 6]);
  expect(sampleOf(items, 10)).toEqual(items);
  expect(sampleOf(items, Number.POSITIVE_INFINITY)).toEqual(items);
});
