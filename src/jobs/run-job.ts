import type { DataSource } from "../tasks/own-data.js";
import type { Job, JobOf, JobResults } from "./job.js";
import { kindOf } from "./kinds.js";

/** Runs a job of one run. */
export function runJob<K extends Job["kind"]>(job: JobOf<K>, source: DataSource): JobResults[K];
export function runJob(job: Job, source: DataSource): unknown {
  return kindOf(job).run(job, source);
}
