import type { Prices } from "../../caching/energies.js";
import { linearGrid, logarithmicGrid } from "../../math/grid.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronEngine, RunParameters } from "../engine.js";
import { isIntegerGrid, thresholdsWithoutDecay } from "./grid.js";
import type { ThresholdSearch } from "./optimal-threshold.js";
import { best, neighbours, type Trial, trialOf, untried } from "./trials.js";

/** Thresholds tried on one trajectory, and around the best one at last. */
const BLOCK_POINTS = 64;
const REFINED_POINTS = 32;

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

/** Tries thresholds of one trajectory. */
const scanner = (engine: PerceptronEngine, task: PatternSet, parameters: RunParameters, prices: Prices) => {
  const { policy } = parameters;
  return (thresholds: readonly number[]): Trial[] => {
    const settings = thresholds.map((threshold) => ({ policy, threshold }));
    const runs = engine.runMany(task, parameters, settings);
    return thresholds.map((threshold, i) => trialOf(threshold, runs[i]!, prices));
  };
};

/**
 * 0 and Infinity, then rising thresholds until they do as well as Infinity because nothing exceeds them.
 *
 * @param updateCount K at most, on which the thresholds depend where it is very large; that of the run if it is not given
 */
export function scanWithoutDecay(
  engine: PerceptronEngine,
  task: PatternSet,
  parameters: RunParameters,
  prices: Prices,
  updateCount?: number,
): Trial[] {
  const scan = scanner(engine, task, parameters, prices);
  const trials = scan([0, Number.POSITIVE_INFINITY]);
  const never = trials[1]!;
  const candidates = thresholdsWithoutDecay(task, parameters, updateCount ?? never.counts.updateCount);
  for (;;) {
    const block = untried(take(candidates, BLOCK_POINTS), trials);
    if (block.length === 0) break;
    trials.push(...scan(block));
    const { counts, energy } = trials.at(-1)!;
    if (counts.tally.consolidated === never.counts.tally.consolidated && energy === never.energy) break;
  }
  return trials;
}

/**
 * Without decay the trajectory does not depend on θ, so one serves many thresholds: those of the scan, then a closer look
 * around the best.
 */
export function searchWithoutDecay(
  engine: PerceptronEngine,
  task: PatternSet,
  parameters: RunParameters,
  prices: Prices,
): ThresholdSearch {
  const trials = scanWithoutDecay(engine, task, parameters, prices);
  const rest = untried(closerTo(best(trials), trials, isIntegerGrid(task, parameters)), trials);
  if (rest.length > 0) trials.push(...scanner(engine, task, parameters, prices)(rest));
  const { threshold, counts } = best(trials);
  const unconvergedCount = trials.filter((trial) => !trial.counts.converged).length;
  return { threshold, counts, evaluatedCount: trials.length, unconvergedCount };
}
