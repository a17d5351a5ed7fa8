import { cacheOf } from "../../caching/cache.js";
import type { PolicyName } from "../../caching/policies.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { RunParameters } from "../engine.js";
import { startsAtZero } from "../neuron/initial-weights.js";
import { type Fineness, largestEntry, meanEntry, risingThresholds, withResolution } from "./candidates.js";

const EACH: Fineness = { growth: 1.03, points: 2000 };
/** A sum over synapses moves in small steps, and its energy is rough in θ. */
const SUMMED: Fineness = { growth: 1.01, points: 3000 };
/** With decay every threshold takes a run of its own, and energy jumps between neighbours where learning is slow. */
const DECAYING: Fineness = { growth: 1.04, points: 1000 };
/** So many thresholds in a row that do not converge end the scan: larger ones consolidate less and forget more. */
export const HOPELESS = 4;

const looksAtSum = (policy: PolicyName): boolean => {
  const cache = cacheOf({ policy, threshold: 0, period: 1, decayTime: Number.POSITIVE_INFINITY });
  return cache !== null && "sum" in cache.trigger;
};

/** What a task says of the thresholds that may matter. */
function sizesOf(task: PatternSet, { policy, learningRate = 1 }: RunParameters) {
  const sums = looksAtSum(policy);
  const synapses = sums ? task.inputCount + 1 : 1;
  const scale = synapses * learningRate;
  return { sums, unit: meanEntry(task) * scale, largest: largestEntry(task) * scale };
}

/** Whether s is an integer: what is cut off an update is one too, unless weights start between integers. */
export function isIntegerGrid(task: PatternSet, parameters: RunParameters): boolean {
  const { policy, learningRate = 1, excitatoryFraction } = parameters;
  const takesWholeSteps = learningRate === 1 && (excitatoryFraction === undefined || startsAtZero(parameters));
  return task.patterns instanceof Int8Array && takesWholeSteps && !looksAtSum(policy);
}

/**
 * Thresholds between 0 and Infinity, rising, for a search without decay.
 *
 * @param updateCount K, at most: nothing exceeds what all updates add up to
 */
export function thresholdsWithoutDecay(
  task: PatternSet,
  parameters: RunParameters,
  updateCount: number,
): Generator<number, void> {
  const { policy, thresholdResolution } = parameters;
  const { sums, unit, largest } = sizesOf(task, parameters);
  const fineness = withResolution(sums ? SUMMED : EACH, thresholdResolution);
  const first = policy === "local-excess" ? 1 : 0.5;
  return risingThresholds(isIntegerGrid(task, parameters) ? first : null, unit, updateCount * largest, fineness);
}

/** The same with decay. */
export function* thresholdsWithDecay(task: PatternSet, parameters: RunParameters): Generator<number, void> {
  const { decayTime, thresholdResolution } = parameters;
  const { unit, largest } = sizesOf(task, parameters);
  // s is a random walk with decay: its standard deviation is below √(τ/2), and 3√τ is far beyond its largest value.
  const end = (3 * Math.sqrt(decayTime) + 1) * largest;
  for (const threshold of risingThresholds(null, unit, end, withResolution(DECAYING, thresholdResolution))) {
    if (threshold >= end) return;
    yield threshold;
  }
}
