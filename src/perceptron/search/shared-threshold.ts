import { type Prices, pricesOf } from "../../caching/energies.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronEngine, RunParameters } from "../engine.js";
import { asRun, type TriedThresholds } from "./optimal-threshold.js";
import { type SharedTrial, sharedChoice } from "./shared-choice.js";
import { type SharedTasks, scanShared } from "./shared-scan.js";

/** A threshold that several seeds share, and how the search went. */
export interface SharedThreshold {
  /** θ for one seed, found on the others: what that seed shows of it is not selected on itself. */
  threshold: number;
  /** θ found on all seeds. */
  sharedThreshold: number;
  /** Thresholds, each counted once, at whichever seeds it was tried. */
  tried: TriedThresholds;
}

/** The seeds that share a threshold, and their tasks. */
export interface SharingSeeds {
  seeds: readonly number[];
  taskOf(seed: number): PatternSet;
}

function triedOf(trials: readonly SharedTrial[], isDecaying: boolean): TriedThresholds {
  const some = (which: readonly unknown[]) =>
    trials.filter(({ outcomes }) => outcomes.some((outcome) => which.includes(outcome))).length;
  const unconvergedCount = some(["unconverged"]);
  const incompleteCount = some(["unconverged", "dearer", "untried"]);
  const givenUp = isDecaying ? { givenUpCount: incompleteCount - unconvergedCount } : {};
  return { evaluatedCount: trials.length, unconvergedCount, ...givenUp };
}

/**
 * The last scan of this thread. Runs that share a threshold need the same scan, one after the other; it follows from what
 * is in the key, so that no result depends on whether it is there.
 */
let lastScan: { key: string; trials: SharedTrial[] } | undefined;

function scanOf(
  engine: PerceptronEngine,
  { seeds, taskOf }: SharingSeeds,
  parameters: RunParameters,
  prices: Prices,
): SharedTrial[] {
  const { seed: _, runs: __, curve: ___, ...same } = parameters;
  const key = JSON.stringify({ ...same, decayTime: String(parameters.decayTime), ...pricesOf(prices), seeds });
  if (lastScan?.key !== key) {
    const tasks: SharedTasks = { seeds, of: (place) => taskOf(seeds[place]!) };
    lastScan = { key, trials: scanShared(engine, tasks, parameters, prices) };
  }
  return lastScan.trials;
}

/**
 * The threshold of least mean energy over several seeds, for one of them or for another (`--threshold auto-shared`).
 *
 * Under policy `none` there is nothing to search: every change is consolidated at once, as with θ = 0.
 *
 * @param parameters of the run that the threshold is for; where its seed is one of them, it has no part in the choice
 */
export function searchSharedThreshold(
  engine: PerceptronEngine,
  sharing: SharingSeeds,
  parameters: Omit<RunParameters, "threshold">,
  prices: Prices,
): SharedThreshold {
  const start = asRun(parameters);
  if (start.policy === "none") {
    return { threshold: 0, sharedThreshold: 0, tried: { evaluatedCount: 0, unconvergedCount: 0 } };
  }
  const trials = scanOf(engine, sharing, start, prices);
  const place = sharing.seeds.indexOf(start.seed);
  return {
    threshold: sharedChoice(trials, place < 0 ? undefined : place),
    sharedThreshold: sharedChoice(trials),
    tried: triedOf(trials, Number.isFinite(start.decayTime)),
  };
}
