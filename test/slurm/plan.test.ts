import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingByShard, shardCountFor } from "../../src/slurm/plan.js";
import { ownsJob } from "../../src/study/running/shard.js";
import { jobAt, type Study } from "../../src/study/study.js";

const fresh = { largestArray: 1000, earlier: null, secondsOfMissing: () => 3600, taskSeconds: 300, threads: 1 };
const neverAsked = () => expect.unreachable("the time was asked for in vain");

describe("shardCountFor", () => {
  it("divides so that a task lasts as long as asked", () => {
    expect(shardCountFor(10_000, fresh)).toBe(12);
    expect(shardCountFor(10_000, { ...fresh, threads: 4 })).toBe(3);
    expect(shardCountFor(10_000, { ...fresh, secondsOfMissing: () => 0.4 })).toBe(1);
  });

  it("makes no more tasks than there are jobs, or than the cluster takes", () => {
    expect(shardCountFor(5, fresh)).toBe(5);
    expect(shardCountFor(10_000, { ...fresh, largestArray: 7 })).toBe(7);
  });

  it("keeps the division of before", () => {
    const earlier = { shardCount: 9, active: new Set<number>() };
    expect(shardCountFor(10_000, { ...fresh, earlier, secondsOfMissing: neverAsked })).toBe(9);
  });

  it("divides anew when the cluster takes fewer tasks than before, unless some are queued", () => {
    const earlier = { shardCount: 90, active: new Set<number>() };
    expect(shardCountFor(10_000, { ...fresh, largestArray: 50, earlier })).toBe(12);
    expect(shardCountFor(10_000, { ...fresh, largestArray: 50, earlier: { ...earlier, active: new Set([3]) } })).toBe(
      90,
    );
  });
});

describe("missingByShard", () => {
  const study: Study = {
    name: "thresholds",
    learner: "perceptron",
    fixed: {},
    axes: [{ key: "threshold", values: [1, 2, 3] }],
    seeds: [1, 2, 3, 4],
  };
  const jobs = Array.from({ length: 12 }, (_, index) => jobAt(study, index));

  it("counts for every part the missing jobs that it owns, and names no part without any", () => {
    const cases = [fc.integer({ min: 1, max: 15 }), fc.subarray(jobs.map(({ id }) => id))] as const;
    fc.assert(
      fc.property(...cases, (shardCount, ids) => {
        const done = new Set(ids);
        const found = missingByShard(study, shardCount, done);
        const counted = Array.from({ length: shardCount }, (_, i) => {
          const shard = { index: i + 1, count: shardCount };
          return [i + 1, jobs.filter(({ id }, index) => ownsJob(shard, index) && !done.has(id)).length] as const;
        });
        expect([...found]).toEqual(counted.filter(([, count]) => count > 0));
      }),
    );
  });
});
