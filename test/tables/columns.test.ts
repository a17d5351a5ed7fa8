import { expect, it } from "vitest";
import { mlpSchema } from "../../src/mlp/parameters.js";
import type { Study } from "../../src/study/study.js";
import { Columns, flatten } from "../../src/tables/columns.js";

/** As a study that was read has them: every parameter that is not varied. */
const fixed = mlpSchema.parse({}) as Study["fixed"];
const study: Study = { name: "c", learner: "mlp", fixed, axes: [], seeds: [1] };

it("flattens nested records, leaves lists out, and reads Infinity", () => {
  const run = { a: 1, curve: [{ b: 2 }], c: { d: "Infinity", e: null } };
  expect(flatten(run)).toEqual({ a: 1, d: Number.POSITIVE_INFINITY, e: null });
});

it("has parameters first, results as first seen, each once, and times last", () => {
  const columns = new Columns(study, { withTimes: true });
  columns.see({ seed: 1, threshold: 1, energy: null, curve: [] });
  columns.see({ updateCount: 3, energy: 1.5, converged: true });
  const keys = columns.list.map(({ key }) => key);
  expect(keys[0]).toBe("learner");
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.slice(keys.indexOf("seed"))).toEqual([
    "seed",
    "energy",
    "updateCount",
    "converged",
    "startedAt",
    "finishedAt",
    "durationSeconds",
  ]);
  expect(keys).not.toContain("runs");
});

it("has types that do not depend on which value comes first", () => {
  const columns = new Columns(study, { withTimes: false });
  columns.see({ word: null, share: 1, updateCount: null });
  columns.see({ word: "w", share: 0.5, updateCount: 2 });
  const types = Object.fromEntries(columns.list.map(({ key, type }) => [key, type]));
  expect(types).toMatchObject({
    dataset: "string",
    threshold: "number",
    targetAccuracy: "number",
    hiddenCount: "integer",
    seed: "integer",
    word: "string",
    share: "number",
  });
});
