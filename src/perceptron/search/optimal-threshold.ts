import { cacheOf } from "../../caching/cache.js";
import { decays } from "../../caching/decays.js";
import { energiesOf, type Prices } from "../../caching/energies.js";
import type { EngineTally } from "../../caching/ledger.js";
import type { PolicyName } from "../../caching/policies.js";
import { linearGrid, logarithmicGrid } from "../../math/grid.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronCounts, PerceptronEngine, RunParameters } from "../engine.js";
import { type Fineness, largestEntry, meanEntry, risingThresholds } from "./candidates.js";
import { best, neighbours, type Trial, trialOf, untried } from "./trials.js";

/** The best threshold that was found, its run, and how the search went. */
export interface ThresholdSearch {
  threshold: number;
  counts: PerceptronCounts;
  /** Thresholds that were tried. */
  evaluatedCount: number;
  /** Those among them that did not converge within `maxEpochs`; they are no candidates. */
  unconvergedCount: number;
}

const EACH: Fineness = { growth: 1.03, points: 2000 };
/** A sum over synapses moves in small steps, and its energy is rough in θ. */
const SUMMED: Fineness = { growth: 1.01, points: 3000 };
/** Thresholds tried on one trajectory, and around the best one at last. */
const BLOCK_POINTS = 64;
const REFINED_POINTS = 32;
/** With decay every threshold takes a run of its own, and energy jumps between neighbours where learning is slow. */
const DECAYING: Fineness = { growth: 1.04, points: 1000 };
const DECAY_REFINED_POINTS = 8;
/** So many thresholds in a row that do not converge end the scan: larger ones consolidate less and forget more. */
export const HOPELESS = 4;

const looksAtSum = (policy: PolicyName): boolean => {
  const cache = cacheOf({ policy, threshold: 0, decayTime: Number.POSITIVE_INFINITY });
  return cache !== null && "sum" in cache.trigger;
};

function summarise(trials: readonly Trial[]): ThresholdSearch {
  const unconvergedCount = trials.filter(({ counts }) => !counts.converged).length;
  const { threshold, counts } = best(trials);
  return { threshold, counts, evaluatedCount: trials.length, unconvergedCount };
}

/** The next values, fewer where they end. */
function take(values: Generator<number, void>, count: number): number[] {
  const taken: number[] = [];
  for (let next = values.next(); !next.done; next = values.next()) {
    taken.push(next.value);
    if (taken.length === count) break;
  }
  return taken;
}

/** Thresholds between the tried ones next to the best. */
function closerTo(found: Trial, trials: readonly Trial[], integer: boolean): number[] {
  const range = neighbours(trials, found);
  if (range === null) return [];
  const [low, high] = range;
  return integer
    ? linearGrid(low, high, Math.max(1, Math.ceil((high - low) / REFINED_POINTS)))
    : logarithmicGrid(low, high, REFINED_POINTS);
}

/**
 * Without decay the trajectory does not depend on θ, so one serves many thresholds: 0 and Infinity, then rising ones until
 * they do as well as Infinity because nothing exceeds them, then a closer look around the best.
 */
function searchWithoutDecay(
  engine: PerceptronEngine,
  task: PatternSet,
  parameters: RunParameters,
  prices: Prices,
): ThresholdSearch {
  const { policy } = parameters;
  const scan = (thresholds: number[]): Trial[] => {
    const settings = thresholds.map((threshold) => ({ policy, threshold }));
    const runs = engine.runMany(task, parameters, settings);
    return thresholds.map((threshold, i) => trialOf(threshold, runs[i]!, prices));
  };
  const sums = looksAtSum(policy);
  const integer = task.patterns instanceof Int8Array && !sums;
  const unit = meanEntry(task) * (sums ? task.inputCount + 1 : 1);

  const trials = scan([0, Number.POSITIVE_INFINITY]);
  const never = trials[1]!;
  // Nothing exceeds what all updates add up to.
  const high = never.counts.updateCount * largestEntry(task) * (sums ? task.inputCount + 1 : 1);
  const candidates = risingThresholds(integer, unit, high, sums ? SUMMED : EACH);
  for (;;) {
    const block = untried(take(candidates, BLOCK_POINTS), trials);
    if (block.length === 0) break;
    trials.push(...scan(block));
    const { counts, energy } = trials.at(-1)!;
    if (counts.tally.consolidated === never.counts.tally.consolidated && energy === never.energy) break;
  }
  const rest = untried(closerTo(best(trials), trials, integer), trials);
  if (rest.length > 0) trials.push(...scan(rest));
  return summarise(trials);
}

/**
 * With decay every threshold has a trajectory of its own. A run is given up once its energy exceeds the best found,
 * which is no loss as energy only grows; one that reaches `maxEpochs` is excluded and counted.
 */
function searchWithDecay(
  engine: PerceptronEngine,
  task: PatternSet,
  parameters: RunParameters,
  prices: Prices,
): ThresholdSearch {
  const sums = looksAtSum(parameters.policy);
  const trials: Trial[] = [];
  let evaluatedCount = 0;
  let unconvergedCount = 0;
  /** Tries a threshold and says whether its run was at its end when it ended. */
  const attempt = (threshold: number): boolean => {
    const least = Math.min(...trials.map(({ energy }) => energy));
    const givesUp = (spent: EngineTally): boolean => energiesOf(spent, prices).energy > least;
    // Nothing costs more than Infinity, and asking takes time.
    const counts = engine.run(task, { ...parameters, threshold }, least < Number.POSITIVE_INFINITY ? { givesUp } : {});
    const hopeless = !counts.converged && counts.epochCount >= parameters.maxEpochs;
    evaluatedCount += 1;
    if (counts.converged) trials.push(trialOf(threshold, counts, prices));
    if (hopeless) unconvergedCount += 1;
    return !hopeless;
  };

  // s is a random walk with decay: its standard deviation is below √(τ/2), and 3√τ is far beyond its largest value.
  const largest = (3 * Math.sqrt(parameters.decayTime) + 1) * largestEntry(task) * (sums ? task.inputCount + 1 : 1);
  const unit = meanEntry(task) * (sums ? task.inputCount + 1 : 1);
  let hopelessInARow = attempt(0) ? 0 : 1;
  for (const threshold of risingThresholds(false, unit, largest, DECAYING)) {
    if (threshold >= largest || hopelessInARow >= HOPELESS) break;
    hopelessInARow = attempt(threshold) ? 0 : hopelessInARow + 1;
  }
  if (hopelessInARow < HOPELESS) attempt(Number.POSITIVE_INFINITY);
  if (trials.length === 0) {
    const counts = engine.run(task, { ...parameters, threshold: 0 });
    return { threshold: 0, counts, evaluatedCount, unconvergedCount };
  }
  const range = neighbours(trials, best(trials));
  const closer = range === null ? [] : logarithmicGrid(...range, DECAY_REFINED_POINTS);
  for (const threshold of untried(closer, trials)) {
    attempt(threshold);
  }
  const { threshold, counts } = best(trials);
  return { threshold, counts, evaluatedCount, unconvergedCount };
}

/**
 * The threshold that minimises the total energy of a run, by numerical search (`--threshold auto`).
 * Under policy `none` there is nothing to search: every change is consolidated at once, as with θ = 0.
 */
export function searchThreshold(
  engine: PerceptronEngine,
  task: PatternSet,
  parameters: Omit<RunParameters, "threshold">,
  prices: Prices,
): ThresholdSearch {
  const isDecaying = decays(parameters.decayTime);
  const decayTime = isDecaying ? parameters.decayTime : Number.POSITIVE_INFINITY;
  const start = { ...parameters, threshold: 0, decayTime };
  if (parameters.policy === "none") {
    const counts = engine.run(task, start);
    return { threshold: 0, counts, evaluatedCount: 1, unconvergedCount: counts.converged ? 0 : 1 };
  }
  const search = isDecaying ? searchWithDecay : searchWithoutDecay;
  return search(engine, task, start, prices);
}
