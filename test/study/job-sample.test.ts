import { expect, it } from "vitest";
import { byEffort, cornerJobs, spreadJobs } from "../../src/study/job-sample.js";
import { countMissing } from "../../src/study/running/missing-jobs.js";
import { WHOLE } from "../../src/study/running/shard.js";
import { jobAt, jobCount, jobsOf, type Study } from "../../src/study/study.js";

const range = (count: number) => Array.from({ length: count }, (_, k) => k + 1);
const study = (...sizes: [number, number, number]): Study => ({
  ...{ name: "a", learner: "perceptron", fixed: {} },
  axes: [
    { key: "inputCount", values: range(sizes[0]) },
    { key: "threshold", values: range(sizes[1]) },
  ],
  seeds: range(sizes[2]),
});
const none = new Set<string>();

it("counts what is missing of every part, whatever is done", () => {
  const small = study(3, 4, 5);
  const ids = [...jobsOf(small)].map(({ id }) => id);
  for (const done of [none, new Set(ids), new Set([ids[7]!, ids[59]!, "another study"])]) {
    for (const shard of [WHOLE, { index: 2, count: 7 }, { index: 60, count: 61 }, { index: 61, count: 61 }]) {
      const expected = ids.filter((id, k) => k % shard.count === shard.index - 1 && !done.has(id)).length;
      expect(countMissing(small, shard, done)).toBe(expected);
    }
  }
});

it("looks at jobs from all over a study of ten million, in no step with its axes", () => {
  const large = study(1000, 100, 100);
  expect(jobCount(large)).toBe(10_000_000);
  expect(countMissing(large, WHOLE, none)).toBe(10_000_000);
  const jobs = spreadJobs(large, WHOLE, none).map(({ job }) => job.parameters);
  for (const key of ["inputCount", "threshold", "seed"]) {
    const values = jobs.map((parameters) => Number(parameters[key]));
    const most = Math.max(...values);
    // Evenly spread values lie about the middle; a step in time with an axis would leave most values out.
    expect(values.reduce((sum, value) => sum + value, 0) / values.length / most).toBeCloseTo(0.5, 1);
    expect(new Set(values).size).toBeGreaterThan(0.9 * Math.min(most, 1000));
  }
});

it("has the corners of the grid, where the extremes are", () => {
  const corners = cornerJobs(study(1000, 100, 100), WHOLE, none).map(({ job: { parameters } }) => parameters);
  expect(corners).toHaveLength(4);
  expect(corners.map(({ inputCount, threshold }) => [inputCount, threshold])).toContainEqual([1000, 100]);
});

it("takes the least and the most effort first, then what lies between", () => {
  const jobs = range(100).map((effort) => ({ job: jobAt(study(1, 1, 1), 0), effort }));
  expect(byEffort(jobs, 5).map(({ effort }) => effort)).toEqual([1, 100, 50, 26, 75]);
  expect(byEffort(jobs.slice(0, 2), 5).map(({ effort }) => effort)).toEqual([1, 2]);
});
