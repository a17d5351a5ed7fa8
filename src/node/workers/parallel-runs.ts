import {
  type DataHashes,
  effortOf,
  type Job,
  type JobOf,
  type JobResults,
  type PatternFiles,
  type PricedRuns,
  pricedRunOf,
} from "../../jobs/index.js";
import { takeAnnouncementsForTerm } from "../signals.js";
import { JobPool, runHere } from "./job-pool.js";

/** Below so many seconds in all, starting worker threads takes longer than they save. */
const WORTH_THREADS = 0.5;

/** A job of several runs: `parameters.seed` is the first seed. */
interface Runs<K extends keyof PricedRuns> {
  kind: K;
  parameters: { seed: number; runs: number };
  files?: PatternFiles;
  dataSha256?: DataHashes;
}

/**
 * The runs of a job with `runs` > 1, seed after seed, on worker threads where that pays. A run depends on its seed
 * alone, so that the results are the same on any number of threads, and they are in the order of the seeds.
 *
 * @param threads worker threads at most
 * @param onRun told of every finished run
 */
export async function runInParallel<K extends keyof PricedRuns>(
  job: Runs<K>,
  threads: number,
  onRun: () => void,
): Promise<PricedRuns[K][]> {
  const { seed, runs } = job.parameters;
  const jobs = Array.from({ length: runs }, (_, k) => {
    return { ...job, parameters: { ...job.parameters, seed: seed + k, runs: 1 } } as unknown as Job;
  });
  const priced = (one: Job, result: JobResults[Job["kind"]]) => pricedRunOf(one as JobOf<K>, result as JobResults[K]);
  const threadCount = Math.min(threads, runs);
  if (threadCount === 1 || effortOf(jobs[0]!) * runs < WORTH_THREADS) {
    return jobs.map((one) => {
      const result = runHere(one);
      onRun();
      return priced(one, result);
    });
  }
  const pool = new JobPool(threadCount);
  const stopListening = takeAnnouncementsForTerm();
  try {
    pool.start(jobs, onRun);
    return await Promise.all(jobs.map(async (one) => priced(one, await pool.result(one))));
  } finally {
    stopListening();
    await pool.close();
  }
}
