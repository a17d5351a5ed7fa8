import { expect, it } from "vitest";
import { differencesOf, sampleOf } from "../../src/study/verify.js";

it("finds equal what is equal, in whatever order and however Infinity and nothing are written", () => {
  const recorded = { a: 1, b: "Infinity", c: null, d: [{ e: 1, f: 2 }] };
  expect(differencesOf("run 1", recorded, { d: [{ f: 2, e: 1 }], b: Number.POSITIVE_INFINITY, a: 1 })).toEqual([]);
});

it("names every value that differs, to the last digit", () => {
  const found = { energy: 0.30000000000000004, nested: { count: 2 }, curve: [{ epoch: 1 }] };
  expect(differencesOf("run 7", { energy: 0.3, count: 3, curve: [{ epoch: 2 }] }, found)).toEqual([
    { of: "run 7", key: "energy", recorded: "0.3", found: "0.30000000000000004" },
    { of: "run 7", key: "count", recorded: "3", found: "2" },
    { of: "run 7", key: "curve", recorded: '[{"epoch":2}]', found: '[{"epoch":1}]' },
  ]);
});

it("samples evenly, each at most once", () => {
  const items = Array.from({ length: 10 }, (_, k) => k);
  expect(sampleOf(items, 3)).toEqual([0, 3, 6]);
  expect(sampleOf(items, 10)).toEqual(items);
  expect(sampleOf(items, Number.POSITIVE_INFINITY)).toEqual(items);
});
