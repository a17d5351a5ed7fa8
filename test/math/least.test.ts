import { expect, it } from "vitest";
import { leastOf } from "../../src/math/least.js";

it("is the first of the items with the least value", () => {
  const items = ["ccc", "a", "bb", "d"];
  expect(leastOf(items, ({ length }) => length)).toBe("a");
  expect(leastOf([3, -1, 2, -1], (x) => x)).toBe(-1);
  expect(leastOf([Infinity, Infinity], (x) => x)).toBe(Infinity);
});

it("is none of no items, and none whose value is no number", () => {
  expect(leastOf([], () => 1)).toBeUndefined();
  expect(leastOf([Number.NaN, 2, 1], (x) => x)).toBe(1);
  expect(leastOf([Number.NaN], (x) => x)).toBeUndefined();
});
