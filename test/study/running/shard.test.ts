import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/schema/usage-error.js";
import { formatShard, ownsJob, parseShard, WHOLE } from "../../../src/study/running/shard.js";

describe("parseShard", () => {
  it.each(["1/1", "2/4", "4/4", "99999/100000"])("reads %s", (text) =>
    expect(formatShard(parseShard(text))).toBe(text),
  );

  it.each(["0/4", "5/4", "1", "1/0", "a/b", "1/4/2", "-1/4", "1.5/4", "1/100001", ""])("refuses %j", (text) => {
    expect(() => parseShard(text)).toThrow(UsageError);
    expect(() => parseShard(text)).toThrow(`got "${text}"`);
  });
});

it("gives every job to exactly one shard, evenly", () => {
  const shards = [1, 2, 3].map((index) => ({ index, count: 3 }));
  const owners = Array.from({ length: 10 }, (_, job) => shards.filter((shard) => ownsJob(shard, job)));
  expect(owners.every((owner) => owner.length === 1)).toBe(true);
  expect(shards.map((shard) => owners.filter(([owner]) => owner === shard).length)).toEqual([4, 3, 3]);
  expect(ownsJob(WHOLE, 17)).toBe(true);
});
