import { expect, it } from "vitest";
import { isSought, withFoundThreshold } from "../../src/schema/former-runs.js";

it("tells a threshold that is sought from one that is given", () => {
  expect(["auto", "adaptive"].map(isSought)).toEqual([true, true]);
  expect([5, 0, Number.POSITIVE_INFINITY, "Infinity", undefined, null].map(isSought)).toEqual(Array(6).fill(false));
});

it("gives what was found its name, in its place, and leaves what was asked for", () => {
  const run = { seed: 1, energy: 5, threshold: 2.5, curve: [] };
  expect(Object.entries(withFoundThreshold(run, "auto"))).toEqual([
    ["seed", 1],
    ["energy", 5],
    ["foundThreshold", 2.5],
    ["curve", []],
  ]);
  expect(withFoundThreshold(run, 2.5)).toBe(run);
  const now = { seed: 1, foundThreshold: 2.5 };
  expect(withFoundThreshold(now, "auto")).toBe(now);
});
