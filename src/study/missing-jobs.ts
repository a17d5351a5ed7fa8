import { ownsJob, type Shard } from "./shard.js";
import { jobAt, jobCount, type Study, type StudyJob } from "./study.js";

/** The jobs of a shard that have no run yet, made as they are asked for. Failed ones are among them. */
export function* missingJobs(study: Study, shard: Shard, done: { has(id: string): boolean }): Generator<StudyJob> {
  const count = jobCount(study);
  for (let index = 0; index < count; index++) {
    if (!ownsJob(shard, index)) continue;
    const job = jobAt(study, index);
    if (!done.has(job.id)) yield job;
  }
}
