import { check, isAtLeast } from "../schema/check.js";
import type { Outcome } from "./engine.js";
import { HOPELESS } from "./optimal-threshold.js";
import type { PerceptronOptions } from "./parameters.js";
import { simulatePerceptron } from "./simulate.js";

/** What one run came to at one threshold. */
export interface ThresholdOutcome extends Outcome {
  threshold: number;
}

/**
 * The same task learned at one threshold after the other, each a run of its own, as with decay it has to be. The scan
 * ends after some thresholds in a row that did not converge, as larger ones consolidate less and forget more; the
 * outcomes are those of the thresholds that were tried.
 *
 * @param thresholds θ, rising
 * @throws UsageError for a value that is refused
 */
export function simulatePerceptronThresholds(
  options: PerceptronOptions,
  thresholds: readonly number[],
): ThresholdOutcome[] {
  check(Array.isArray(thresholds), "thresholds", "an array of numbers", thresholds, "Give them in rising order.");
  for (const [k, threshold] of thresholds.entries()) {
    check(isAtLeast(threshold, 0), `thresholds[${k}]`, "a number ≥ 0, or Infinity", threshold, "Leave it out.");
  }
  const outcomes: ThresholdOutcome[] = [];
  for (const threshold of thresholds) {
    const { seed: _, ...outcome } = simulatePerceptron({ ...options, threshold, runs: 1 }).runs[0]!;
    outcomes.push({ ...outcome, threshold });
    if (outcomes.length >= HOPELESS && outcomes.slice(-HOPELESS).every(({ converged }) => !converged)) break;
  }
  return outcomes;
}
