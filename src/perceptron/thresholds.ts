import { pricesOf } from "../caching/energies.js";
import { priced } from "../caching/priced.js";
import { check, isAtLeast } from "../schema/check.js";
import { checkedParameters, countRun, taskOf } from "./count.js";
import type { PerceptronCounts, PerceptronOutcome, Workplace } from "./engine.js";
import type { PerceptronOptions } from "./parameters.js";
import { HOPELESS } from "./search/grid.js";

/** What one run came to at one threshold, in counts. */
export interface ThresholdCounts extends PerceptronCounts {
  threshold: number;
}

/** The same in energies. */
export interface ThresholdOutcome extends PerceptronOutcome {
  threshold: number;
}

/**
 * The same task learned at one threshold after the other, each a run of its own, as with decay it has to be. The scan
 * ends after some thresholds in a row that did not converge, as larger ones consolidate less and forget more; the
 * counts are those of the thresholds that were tried.
 *
 * @param thresholds θ, rising
 * @throws UsageError for a value that is refused
 */
export function countPerceptronThresholds(
  options: PerceptronOptions,
  thresholds: readonly number[],
): ThresholdCounts[] {
  check(Array.isArray(thresholds), "thresholds", "an array of numbers", thresholds, "Give them in rising order.");
  for (const [k, threshold] of thresholds.entries()) {
    check(isAtLeast(threshold, 0), `thresholds[${k}]`, "a number ≥ 0, or Infinity", threshold, "Leave it out.");
  }
  const runs: ThresholdCounts[] = [];
  const parameters = checkedParameters({ ...options, threshold: 0, runs: 1 }, {});
  const task = taskOf(parameters, parameters.seed, undefined);
  const workplace: Workplace = {};
  for (const threshold of thresholds) {
    const { seed: _, ...run } = countRun({ ...parameters, threshold }, parameters.seed, task, workplace);
    runs.push({ ...run, threshold });
    if (runs.length >= HOPELESS && runs.slice(-HOPELESS).every(({ converged }) => !converged)) break;
  }
  return runs;
}

/**
 * The same with prices.
 *
 * @throws UsageError for a value that is refused
 */
export const simulatePerceptronThresholds = (
  options: PerceptronOptions,
  thresholds: readonly number[],
): ThresholdOutcome[] => countPerceptronThresholds(options, thresholds).map((run) => priced(run, pricesOf(options)));
