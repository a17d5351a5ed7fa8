import { type GivenPrices, pricesOf } from "../../caching/energies.js";
import { type PricedRun, pricedRun } from "../../caching/priced.js";
import type { CountedRun, Learner } from "../../learner/learner.js";
import { runOf } from "../../learner/shared-threshold.js";
import type { DataHashes, PatternFiles } from "../../tasks/own-data.js";

/** Below so many seconds in all, starting worker threads takes longer than they save. */
const WORTH_THREADS = 0.5;

/** Runs of a learner, seed after seed from `parameters.seed`. */
export interface Runs {
  parameters: { seed: number; runs: number } & GivenPrices & Record<string, unknown>;
  /** Data from files, where there are any: for runs on this thread. */
  task?: unknown;
  /** The same for other threads, which read them again and hold them to the hashes. */
  data?: { files?: PatternFiles; dataSha256?: DataHashes };
}

/**
 * The runs as documents have them, on worker threads where that pays. A run depends on its seed alone, so that the results are the same on any
 * number of threads, and they are in the order of the seeds.
 *
 * @param threads worker threads at most
 * @param onRun told of every finished run
 * @param onCounted given every run in counts, in the order of the seeds, for what documents do not have
 */
export async function runInParallel<L extends Learner>(
  learner: L,
  { parameters, task, data = {} }: Runs,
  threads: number,
  onRun: () => void,
  onCounted: (run: CountedRun) => void = () => undefined,
): Promise<PricedRun<ReturnType<L["run"]>>[]> {
  type R = ReturnType<L["run"]>;
  const prices = pricesOf(parameters);
  const { runs } = parameters;
  const single = Array.from({ length: runs }, (_, k) => runOf(parameters, k));
  const threadCount = Math.min(threads, runs);
  if (threadCount === 1 || learner.effort(single[0]!) * runs < WORTH_THREADS) {
    return single.map((one) => {
      const result = learner.run(one, task as never) as R;
      onRun();
      onCounted(result);
      return pricedRun(result, prices);
    });
  }
  // Loaded where it pays: most runs are over before all that a pool needs has been read.
  const { runOnThreads } = await import("./job-pool.js");
  const jobs = single.map((one) => ({ kind: learner.name, parameters: one, ...data }));
  const results = (await runOnThreads(jobs as never, threadCount, onRun)) as R[];
  return results.map((result) => {
    onCounted(result);
    return pricedRun(result, prices);
  });
}
