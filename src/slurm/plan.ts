import { shardIndexOf } from "../study/running/shard.js";
import { jobAt, jobCount, type Study } from "../study/study.js";

/** What was found out before a study is divided into tasks. */
export interface Circumstances {
  /** Largest number of tasks of an array. */
  largestArray: number;
  /** Parts of an earlier division, and the ones of them that are queued or running. */
  earlier: { shardCount: number; active: ReadonlySet<number> } | null;
  /** About how long the missing jobs take, one after the other; asked only where a division has to be found. */
  secondsOfMissing(): number;
  /** About how long a task is to last, and how many of its jobs run at once. */
  taskSeconds: number;
  threads: number;
}

/**
 * Into how many parts a study is divided. As long as tasks of an earlier division are queued it stays, because the parts
 * of another one would overlap with theirs. It stays, too, when the jobs are the same as then: what a task left
 * over is a part again.
 */
export function shardCountFor(missingCount: number, circumstances: Circumstances): number {
  const { largestArray, earlier, secondsOfMissing, taskSeconds, threads } = circumstances;
  if (earlier !== null && (earlier.active.size > 0 || earlier.shardCount <= largestArray)) return earlier.shardCount;
  const wanted = Math.ceil(secondsOfMissing() / (taskSeconds * threads));
  return Math.max(1, Math.min(wanted, missingCount, largestArray));
}

/** Missing jobs of every part that has some, by the number of the part, which begins at 1. */
export function missingByShard(
  study: Study,
  shardCount: number,
  done: { has(id: string): boolean },
): Map<number, number> {
  const missing = new Map<number, number>();
  const count = jobCount(study);
  for (let index = 0; index < count; index++) {
    if (done.has(jobAt(study, index).id)) continue;
    const shard = shardIndexOf(shardCount, index);
    missing.set(shard, (missing.get(shard) ?? 0) + 1);
  }
  return new Map([...missing].sort(([a], [b]) => a - b));
}
