import type { PolicyAtThreshold } from "../caching/cache.js";
import { pricesOf } from "../caching/energies.js";
import { type PricedRun, priced, pricedRun } from "../caching/priced.js";
import { createResult, type Result } from "../schema/result.js";
import {
  checkedParameters,
  countPerceptronSettings,
  countRun,
  type OwnTask,
  type PerceptronRunCounts,
} from "./count.js";
import type { PerceptronOutcome } from "./engine.js";
import type { PerceptronOptions, PerceptronParameters } from "./parameters.js";

/** One run: its seed, what it came to and, where they were asked for, its curve and how θ was found. */
export type PerceptronRun = PricedRun<PerceptronRunCounts> & {
  /** energy/offlineOptimum, where that was asked for; null where it is not defined. */
  regret?: number | null;
};

export type PerceptronResult = Result<PerceptronParameters, PerceptronRun>;

/** What one run came to under one policy and threshold. */
export type SettingOutcome = PolicyAtThreshold & PerceptronOutcome;

/** What a simulation may be given besides its parameters. */
export interface PerceptronExtras extends OwnTask {
  /** Told of every finished run. */
  onRun?: (run: PerceptronRun) => void;
}

/**
 * Trains perceptrons with synaptic caching (eLife 2020;9:e50804): options in, one row a run out.
 *
 * @param options any of the parameters of `perceptronSchema`; the others have their defaults
 * @throws UsageError for a value that is refused
 */
export function simulatePerceptron(options: PerceptronOptions = {}, extras: PerceptronExtras = {}): PerceptronResult {
  const parameters = checkedParameters(options, extras);
  const runs: PerceptronRun[] = [];
  for (let k = 0; k < parameters.runs; k++) {
    const run = pricedRun(countRun(parameters, parameters.seed + k, extras.task), parameters);
    runs.push(run);
    extras.onRun?.(run);
  }
  return createResult("perceptron", parameters, runs);
}

/**
 * One run under many policies and thresholds at once. Without decay the weights do not depend on how they are kept,
 * so a single trajectory serves them all; the outcomes are in the order of the settings.
 *
 * @throws UsageError for a finite decay time, where every setting has a trajectory of its own
 */
export function simulatePerceptronSettings(
  options: PerceptronOptions,
  settings: readonly PolicyAtThreshold[],
  extras: OwnTask = {},
): SettingOutcome[] {
  const counts = countPerceptronSettings(options, settings, extras);
  return counts.map((outcome) => priced(outcome, pricesOf(options)));
}
