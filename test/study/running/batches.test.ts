import { describe, expect, it } from "vitest";
import { Batches } from "../../../src/study/running/batches.js";
import { jobsOf, type Study } from "../../../src/study/study.js";

const study = (patternCounts: number[], seedCount: number): Study => ({
  name: "batches",
  learner: "perceptron",
  fixed: { inputCount: 100 },
  axes: [{ key: "patternCount", values: patternCounts }],
  seeds: Array.from({ length: seedCount }, (_, k) => k + 1),
});
const batchesOf = (one: Study): Batches => new Batches(one, jobsOf(one));

describe("batches", () => {
  it("give out single jobs until something is known of their time, then as many as fifty milliseconds hold", () => {
    const batches = batchesOf(study([50], 1000));
    const first = batches.next();
    expect(first).toHaveLength(1);
    expect(batches.next()).toHaveLength(1);
    batches.learn(first, 0.001);
    expect(batches.next()).toHaveLength(50);
  });

  it("hold few of the jobs that take longer, though only short ones have been timed", () => {
    const batches = batchesOf(study([10, 190], 100));
    batches.learn(batches.next(), 0.0001);
    // Theory: learning takes far longer at a load of 1.9 than at 0.1.
    for (let left = 99; left > 0; ) left -= batches.next().length;
    expect(batches.next().length).toBeLessThan(20);
  });

  it("give out every job once, and none at the end", () => {
    const batches = batchesOf(study([50], 123));
    const ids: string[] = [];
    for (let batch = batches.next(); batch.length > 0; batch = batches.next()) {
      ids.push(...batch.map(({ id }) => id));
      batches.learn(batch, 0.001 * batch.length);
    }
    expect(ids).toHaveLength(123);
    expect(new Set(ids).size).toBe(123);
  });

  it("give out again, one by one, those of a batch that brought its thread down", () => {
    const batches = batchesOf(study([50], 10));
    batches.learn(batches.next(), 0.001);
    const batch = batches.next();
    expect(batch).toHaveLength(9);
    batches.separate(batch);
    const again = Array.from({ length: 9 }, () => batches.next());
    expect(again.every(({ length }) => length === 1)).toBe(true);
    expect(new Set(again.flat())).toEqual(new Set(batch));
    expect(batches.next()).toEqual([]);
  });
});
