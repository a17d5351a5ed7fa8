import { effortOf } from "../jobs/index.js";
import { codeFingerprint } from "../node/code-fingerprint.js";
import workBatch from "./batch-worker.js";
import { missingJobs } from "./missing-jobs.js";
import type { Shard } from "./shard.js";
import { jobCount, type Study, type StudyJob, toJob } from "./study.js";

/** Sampling ends after so long, or so many jobs. */
const SAMPLE_SECONDS = 3;
const SAMPLE_JOBS = 24;
/** A row takes about this part of its line in the journal again, in results.csv and results.parquet together. */
const TABLES_PER_JOURNAL = 0.5;

export interface Estimate {
  jobCount: number;
  missingCount: number;
  /** Jobs that were run to find out. */
  sampleCount: number;
  /** For the missing jobs, on all threads together; null where nothing is missing. */
  estimatedSeconds: number | null;
  estimatedBytes: number | null;
}

/** Runs a few of the missing jobs, evenly spread, without recording them, and concludes from them to the others. */
export function estimateStudy(
  study: Study,
  shard: Shard,
  done: { has(id: string): boolean },
  threads: number,
): Estimate {
  let missingCount = 0;
  let effort = 0;
  for (const job of missingJobs(study, shard, done)) {
    missingCount += 1;
    effort += effortOf(toJob(study, job));
  }
  const counts = { jobCount: jobCount(study), missingCount };
  if (missingCount === 0) return { ...counts, sampleCount: 0, estimatedSeconds: null, estimatedBytes: null };

  const sample = { count: 0, effort: 0, seconds: 0, bytes: 0 };
  const code = codeFingerprint();
  const begin = performance.now();
  for (const job of evenly(study, shard, done, missingCount)) {
    const { seconds, lines } = workBatch({ study, code, jobs: [job] });
    sample.count += 1;
    // The first job also compiles what it needs, which later ones find ready.
    if (sample.count === 1 && missingCount > 1) continue;
    sample.effort += effortOf(toJob(study, job));
    sample.seconds += seconds;
    sample.bytes += Buffer.byteLength(lines);
    if (performance.now() - begin > SAMPLE_SECONDS * 1000) break;
  }
  const measured = sample.count - (missingCount > 1 ? 1 : 0);
  return {
    ...counts,
    sampleCount: sample.count,
    estimatedSeconds: (sample.seconds / sample.effort) * (effort / Math.min(threads, missingCount)),
    estimatedBytes: Math.round((sample.bytes / measured) * missingCount * (1 + TABLES_PER_JOURNAL)),
  };
}

function* evenly(
  study: Study,
  shard: Shard,
  done: { has(id: string): boolean },
  missingCount: number,
): Generator<StudyJob> {
  const count = Math.min(missingCount, SAMPLE_JOBS);
  const chosen: StudyJob[] = [];
  let index = 0;
  for (const job of missingJobs(study, shard, done)) {
    if (index === Math.floor((chosen.length * missingCount) / count)) chosen.push(job);
    index += 1;
  }
  // Small ones and large ones in turn, as the sample may be cut short.
  const middle = Math.ceil(count / 2);
  for (let k = 0; k < middle; k++) {
    yield chosen[k]!;
    if (middle + k < count) yield chosen[middle + k]!;
  }
}
