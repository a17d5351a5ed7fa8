import { decays } from "../../caching/decays.js";
import type { Prices } from "../../caching/energies.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronCounts, PerceptronEngine, RunParameters } from "../engine.js";
import { searchWithDecay } from "./with-decay.js";
import { searchWithoutDecay } from "./without-decay.js";

/** How many thresholds were tried, and what came of those that are no candidates. */
export interface TriedThresholds {
  /** Thresholds that were tried. A scan that ends early has not tried the larger ones. */
  evaluatedCount: number;
  /** Those among them that did not converge within `maxEpochs`. */
  unconvergedCount: number;
  /**
   * With decay only: those among them that were given up as they had cost more than the best by then. Whether they would
   * have converged is not known.
   */
  givenUpCount?: number;
}

/** The best threshold that was found, its run, and how the search went. */
export interface ThresholdSearch extends TriedThresholds {
  threshold: number;
  counts: PerceptronCounts;
}

/** Parameters of a search as those of a run: what does not decay has Infinity, however long it would take. */
export function asRun(parameters: Omit<RunParameters, "threshold">): RunParameters {
  const decayTime = decays(parameters.decayTime) ? parameters.decayTime : Number.POSITIVE_INFINITY;
  return { ...parameters, threshold: 0, decayTime };
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
  const start = asRun(parameters);
  if (start.policy === "none") {
    const counts = engine.run(task, start);
    return { threshold: 0, counts, evaluatedCount: 1, unconvergedCount: counts.converged ? 0 : 1 };
  }
  const search = decays(start.decayTime) ? searchWithDecay : searchWithoutDecay;
  return search(engine, task, start, prices);
}
