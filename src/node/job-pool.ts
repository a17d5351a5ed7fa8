import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import { effortOf, type Job, type JobResults, keyOf } from "../jobs/index.js";
import { UsageError } from "../schema/usage-error.js";
import work, { type Answer } from "./job-worker.js";

type AnyResult = JobResults[Job["kind"]];

function resultOf(answer: Answer): AnyResult {
  if ("refusal" in answer) throw new UsageError(answer.refusal);
  return answer.result;
}

/** Runs a job on this thread. */
export const runHere = (job: Job): AnyResult => resultOf(work(job));

/** Runs jobs on worker threads; a job asked for twice runs once. */
export class JobPool {
  private readonly pool: Tinypool;
  private readonly results = new Map<string, Promise<AnyResult>>();
  private readonly seconds = new Map<string, number>();

  /** @param threads worker threads; by default one for every core this process may use */
  constructor(threads = availableParallelism()) {
    this.pool = new Tinypool({
      filename: new URL("./job-worker.js", import.meta.url).href,
      runtime: "worker_threads",
      minThreads: threads,
      maxThreads: threads,
    });
  }

  /** Starts all of these, the longest first, so that no long job is left over at the end. */
  start(jobs: readonly Job[], onDone: (job: Job) => void): void {
    for (const job of [...jobs].sort((a, b) => effortOf(b) - effortOf(a))) {
      const key = keyOf(job);
      if (this.results.has(key)) continue;
      const result = this.pool.run(job).then((answer: Answer) => {
        if ("seconds" in answer) this.seconds.set(key, answer.seconds);
        return resultOf(answer);
      });
      this.results.set(key, result);
      // Whoever awaits the result hears of a failure; here only success is of interest.
      result.then(
        () => onDone(job),
        () => undefined,
      );
    }
  }

  /** The result of a job that was started. */
  async result(job: Job): Promise<AnyResult> {
    const result = this.results.get(keyOf(job));
    if (result === undefined) throw new Error(`job ${keyOf(job)} was never started`);
    return await result;
  }

  /** Seconds these jobs took together, each on its thread; a job that has not been run counts nothing. */
  secondsOf(jobs: readonly Job[]): number {
    return jobs.reduce((sum, job) => sum + (this.seconds.get(keyOf(job)) ?? 0), 0);
  }

  /** Ends the worker threads, whatever they are doing. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
