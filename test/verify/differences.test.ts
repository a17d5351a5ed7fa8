import { expect, it } from "vitest";
import { differencesOf } from "../../src/verify/differences.js";

it("finds equal what is equal, in whatever order and however Infinity is written", () => {
  const recorded = { a: 1, b: "Infinity", c: null, d: [{ e: 1, f: 2 }], g: { h: 1, i: 2 } };
  const found = { g: { i: 2, h: 1 }, d: [{ f: 2, e: 1 }], c: null, b: Number.POSITIVE_INFINITY, a: 1 };
  expect(differencesOf("run 1", recorded, found)).toEqual([]);
});

it("names every value that differs, to the last digit, within records too", () => {
  const found = { energy: 0.30000000000000004, nested: { count: 2 }, curve: [{ epoch: 1 }] };
  expect(differencesOf("run 7", { energy: 0.3, nested: { count: 3 }, curve: [{ epoch: 2 }] }, found)).toEqual([
    { of: "run 7", key: "energy", recorded: "0.3", found: "0.30000000000000004" },
    { of: "run 7", key: "nested.count", recorded: "3", found: "2" },
    { of: "run 7", key: "curve", recorded: '[{"epoch":2}]', found: '[{"epoch":1}]' },
  ]);
});

it("takes a key that one of the two lacks for a difference, null being a value", () => {
  expect(differencesOf("run 1", { a: null, b: 1 }, { b: 1, c: null, d: { e: 2 } })).toEqual([
    { of: "run 1", key: "a", recorded: "null", found: "(nothing)" },
    { of: "run 1", key: "c", recorded: "(nothing)", found: "null" },
    { of: "run 1", key: "d", recorded: "(nothing)", found: '{"e":2}' },
  ]);
});

it("does not take an inherited key for one of the record", () => {
  expect(differencesOf("run 1", {}, { constructor: 1 })).toHaveLength(1);
});
