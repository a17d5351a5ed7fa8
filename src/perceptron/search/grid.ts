import { cacheOf } from "../../caching/cache.js";
import type { PolicyName } from "../../caching/policies.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { RunParameters } from "../engine.js";
import { type Fineness, largestEntry, meanEntry, risingThresholds, withResolution } from "./candidates.js";

const EACH: Fineness = { growth: 1.03, points: 2000 };
/** A sum over synapses moves in small steps, and its energy is rough in θ. */
const SUMMED: Fineness = { growth: 1.01, points: 3000 };
/** With decay every threshold takes a run of its own, and energy jumps between neighbours where learning is slow. */
const DECAYING: Fineness = { growth: 1.04, points: 1000 };
/** So many thresholds in a row that do not converge end the scan: larger ones consolidate less and forget more. */
export const HOPELESS = 4;

const looksAtSum = (policy: PolicyName): boolean => {
  const cache = cacheOf({ policy, threshold: 0, decayTime: Number.POSITIVE_INFINITY });
  return cache !== null && "sum" in cache.trigger;
};

/** What a task says of the thresholds that may matter. */
function sizesOf(task: PatternSet, policy: PolicyName) {
  const sums = looksAtSum(policy);
  const synapses = sums ? task.inputCount + 1 : 1;
  return { sums, unit: meanEntry(task) * synapses, largest: largestEntry(task) * synapses };
}

/** Whether only half-integers differ. */
export const isIntegerGrid = (task: PatternSet, policy: PolicyName): boolean =>
  task.patterns instanceof Int8Array && !looksAtSum(policy);

/**
 * Thresholds between 0 and Infinity, rising, for a search without decay.
 *
 * @param updateCount K, at most: nothing exceeds what all updates add up to
 */
export function thresholdsWithoutDecay(
  task: PatternSet,
  { policy, thresholdResolution }: RunParameters,
  updateCount: number,
): Generator<number, void> {
  const { sums, unit, largest } = sizesOf(task, policy);
  const fineness = withResolution(sums ? SUMMED : EACH, thresholdResolution);
  return risingThresholds(isIntegerGrid(task, policy), unit, updateCount * largest, fineness);
}

/** The same with decay. */
export function* thresholdsWithDecay(
  task: PatternSet,
  { policy, decayTime, thresholdResolution }: RunParameters,
): Generator<number, void> {
  const { unit, largest } = sizesOf(task, policy);
  // s is a random walk with decay: its standard deviation is below √(τ/2), and 3√τ is far beyond its largest value.
  const end = (3 * Math.sqrt(decayTime) + 1) * largest;
  for (const threshold of risingThresholds(false, unit, end, withResolution(DECAYING, thresholdResolution))) {
    if (threshold >= end) return;
    yield threshold;
  }
}
