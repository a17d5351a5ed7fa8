import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";

/** One of `count` parts of a study; the first has index 1. */
export interface Shard {
  index: number;
  count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };
const MAXIMUM_SHARDS = 100_000;

/** Reads `i/n`. */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= count && count <= MAXIMUM_SHARDS) return { index, count };
  throw new UsageError(
    `--shard must be i/n with 1 ≤ i ≤ n ≤ ${MAXIMUM_SHARDS}, got ${shown(text)}. The second of four parts is 2/4.`,
  );
}

export const formatShard = ({ index, count }: Shard): string => `${index}/${count}`;

/** Its name in file names. */
export const shardName = ({ index, count }: Shard): string => `shard-${index}-of-${count}`;

/** Jobs are dealt out like cards, as neighbours in the grid take about the same time. */
export const shardIndexOf = (count: number, jobIndex: number): number => (jobIndex % count) + 1;

export const ownsJob = ({ index, count }: Shard, jobIndex: number): boolean => shardIndexOf(count, jobIndex) === index;
