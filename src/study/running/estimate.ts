import { mean } from "../../math/statistics.js";
import { codeFingerprint } from "../../node/code-fingerprint.js";
import { byEffort, cornerJobs, spreadJobs } from "../job-sample.js";
import { jobCount, type Study } from "../study.js";
import workBatch from "./batch-worker.js";
import { countMissing, type DoneJobs } from "./missing-jobs.js";
import type { Shard } from "./shard.js";

/** Sampling ends after so long or so many jobs, but not before a few, unless these take very long. */
const SAMPLE_SECONDS = 3;
const SAMPLE_JOBS = 24;
const FEWEST_JOBS = 5;
const LONGEST_SECONDS = 60;
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

/** Runs a few of the missing jobs, from all over the grid, without recording them, and concludes from them to the others. */
export function estimateStudy(study: Study, shard: Shard, done: DoneJobs, threads: number): Estimate {
  const missingCount = countMissing(study, shard, done);
  const counts = { jobCount: jobCount(study), missingCount };
  if (missingCount === 0) return { ...counts, sampleCount: 0, estimatedSeconds: null, estimatedBytes: null };

  const spread = spreadJobs(study, shard, done);
  const effort = missingCount * mean(spread.map((one) => one.effort));
  const chosen = byEffort([...spread, ...cornerJobs(study, shard, done)], Math.min(missingCount, SAMPLE_JOBS));
  const sample = { count: 0, effort: 0, seconds: 0, bytes: 0 };
  const code = codeFingerprint();
  const begin = performance.now();
  // The first job also compiles what it needs, which later ones find ready: the least one is run for that.
  if (missingCount > 1) workBatch({ study, code, jobs: [chosen[0]!.job] });
  for (const { job, effort: expected } of chosen) {
    const { seconds, lines } = workBatch({ study, code, jobs: [job] });
    sample.count += 1;
    sample.effort += expected;
    sample.seconds += seconds;
    sample.bytes += Buffer.byteLength(lines);
    const passed = (performance.now() - begin) / 1000;
    if (passed > LONGEST_SECONDS || (passed > SAMPLE_SECONDS && sample.count >= FEWEST_JOBS)) break;
  }
  return {
    ...counts,
    sampleCount: sample.count,
    estimatedSeconds: (sample.seconds / sample.effort) * (effort / Math.min(threads, missingCount)),
    estimatedBytes: Math.round((sample.bytes / sample.count) * missingCount * (1 + TABLES_PER_JOURNAL)),
  };
}
