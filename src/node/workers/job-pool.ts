import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import { effortOf, type Job, type JobResults, keyOf } from "../../jobs/index.js";
import { UsageError } from "../../schema/usage-error.js";
import { takeAnnouncementsForTerm } from "../signals.js";
import work, { type Answer } from "./job-worker.js";

type AnyResult = JobResults[Job["kind"]];

function resultOf(answer: Answer): AnyResult {
  if ("refusal" in answer) throw new UsageError(answer.refusal);
  return answer.result;
}

/** Runs a job on this thread. */
export const runHere = (job: Job): AnyResult => resultOf(work(job));

/** How a job ended. */
export type End = { result: AnyResult; seconds: number } | { error: unknown };

/** Every thread has one job and the next one waiting; more would only take memory. */
const IN_FLIGHT_PER_THREAD = 2;

/** Runs jobs on worker threads; a job asked for twice runs once. */
export class JobPool {
  private readonly pool: Tinypool;
  private readonly threads: number;
  private readonly results = new Map<string, Promise<AnyResult>>();

  /** @param threads worker threads; by default one for every core this process may use */
  constructor(threads = availableParallelism()) {
    this.threads = threads;
    this.pool = new Tinypool({
      filename: new URL("./job-worker.js", import.meta.url).href,
      runtime: "worker_threads",
      minThreads: threads,
      maxThreads: threads,
    });
  }

  /** Runs all of these, the longest first, so that no long job is left over at the end. */
  async run(jobs: readonly Job[], onEnd: (job: Job, end: End) => void): Promise<void> {
    const efforts = new Map(jobs.map((job) => [job, effortOf(job)]));
    await this.runInOrder(
      jobs.toSorted((a, b) => efforts.get(b)! - efforts.get(a)!),
      onEnd,
    );
  }

  /**
   * Begins these one after the other. Results are handed on as they come and not kept: of some ten thousand jobs they may
   * be large.
   */
  async runInOrder(jobs: readonly Job[], onEnd: (job: Job, end: End) => void): Promise<void> {
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < jobs.length) {
        const job = jobs[next++]!;
        onEnd(job, await this.endOf(job));
      }
    };
    await Promise.all(Array.from({ length: this.threads * IN_FLIGHT_PER_THREAD }, lane));
  }

  private async endOf(job: Job): Promise<End> {
    try {
      const answer: Answer = await this.pool.run(job);
      return { result: resultOf(answer), seconds: "seconds" in answer ? answer.seconds : 0 };
    } catch (error) {
      return { error };
    }
  }

  /** Starts all of these and keeps their results for `result`. */
  start(jobs: readonly Job[], onDone: (job: Job) => void): void {
    const deferred = new Map<Job, { resolve(result: AnyResult): void; reject(error: unknown): void }>();
    for (const job of jobs) {
      const key = keyOf(job);
      if (this.results.has(key)) continue;
      const result = new Promise<AnyResult>((resolve, reject) => deferred.set(job, { resolve, reject }));
      this.results.set(key, result);
      // Whoever awaits the result hears of a failure.
      result.catch(() => undefined);
    }
    const running = this.run([...deferred.keys()], (job, end) => {
      const { resolve, reject } = deferred.get(job)!;
      if ("error" in end) return reject(end.error);
      resolve(end.result);
      onDone(job);
    });
    // Whatever breaks outside of a job would otherwise leave its callers waiting for ever.
    running.catch((error) => {
      for (const { reject } of deferred.values()) reject(error);
    });
  }

  /** The result of a job that was started. */
  async result(job: Job): Promise<AnyResult> {
    const result = this.results.get(keyOf(job));
    if (result === undefined) throw new Error(`job ${keyOf(job)} was never started`);
    return await result;
  }

  /** Ends the worker threads, whatever they are doing. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

/**
 * The results of jobs, in their order, from a pool of their own.
 *
 * @param onDone told of every finished job
 */
export async function runOnThreads(jobs: readonly Job[], threads: number, onDone: () => void): Promise<AnyResult[]> {
  const pool = new JobPool(threads);
  const stopListening = takeAnnouncementsForTerm();
  try {
    pool.start(jobs, onDone);
    return await Promise.all(jobs.map((job) => pool.result(job)));
  } finally {
    stopListening();
    await pool.close();
  }
}
