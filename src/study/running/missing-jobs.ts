import { jobAt, jobCount, type Study, type StudyJob } from "../study.js";
import { ownsJob, type Shard } from "./shard.js";

/** Ids of jobs that have a run, those of other studies among them. */
export interface DoneJobs {
  readonly size: number;
  has(id: string): boolean;
}

/** The jobs of a shard that have no run yet, made as they are asked for. Failed ones are among them. */
export function* missingJobs(study: Study, shard: Shard, done: { has(id: string): boolean }): Generator<StudyJob> {
  const count = jobCount(study);
  for (let index = 0; index < count; index++) {
    if (!ownsJob(shard, index)) continue;
    const job = jobAt(study, index);
    if (!done.has(job.id)) yield job;
  }
}

/** How many jobs a shard has. */
export const shardSize = (study: Study, { index, count }: Shard): number =>
  Math.max(0, Math.ceil((jobCount(study) - (index - 1)) / count));

/**
 * How many jobs of a shard have no run yet. An id takes a hash, of which there may be ten million: none is made once
 * every run that there is has been found.
 */
export function countMissing(study: Study, shard: Shard, done: DoneJobs): number {
  const size = shardSize(study, shard);
  let found = 0;
  for (let k = 0; k < size && found < done.size; k++) {
    if (done.has(jobAt(study, shard.index - 1 + k * shard.count).id)) found += 1;
  }
  return size - found;
}
