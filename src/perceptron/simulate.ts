import { decays } from "../caching/decays.js";
import { check, checkKeys, checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { createResult, type Result } from "../schema/result.js";
import { UsageError } from "../schema/usage-error.js";
import { checkPatternSet } from "../tasks/check-pattern-set.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import { randomPatterns } from "../tasks/random-patterns.js";
import type { Caching, CurveRow, Outcome } from "./engine.js";
import { perceptronEngines } from "./engines.js";
import { checkFastEngineBytes, fastEngineBytes } from "./memory.js";
import { searchThreshold } from "./optimal-threshold.js";
import { type PerceptronOptions, type PerceptronParameters, perceptronSchema, settingSchema } from "./parameters.js";

/** One run: its seed, what it came to and, where they were asked for, its curve and how θ was found. */
export interface PerceptronRun extends Outcome {
  seed: number;
  /** θ as it was asked for, unless it was sought. */
  threshold?: number;
  /** θ that was found, where it was sought. */
  foundThreshold?: number;
  curve?: CurveRow[];
  thresholdSearch?: { evaluatedCount: number; unconvergedCount: number };
}

export type PerceptronResult = Result<PerceptronParameters, PerceptronRun>;

/** What one run came to under one policy and threshold. */
export interface SettingOutcome extends Caching, Outcome {}

/** What a simulation may be given besides its parameters. */
export interface PerceptronExtras {
  /** Learn these patterns instead of random ones. */
  task?: PatternSet;
  /** Told of every finished run. */
  onRun?: (run: PerceptronRun) => void;
}

/**
 * The task of a run: own data, or random patterns of the run's seed.
 * Nothing about caching or energy enters, so that these never change the data.
 */
function taskOf(parameters: PerceptronParameters, seed: number, own: PatternSet | undefined): PatternSet {
  return own ?? randomPatterns(parameters.inputCount, parameters.patternCount, seed);
}

/** Refuses what is given besides parameters and cannot be used; a misspelt `task` would be ignored. */
function checkExtras(extras: PerceptronExtras): void {
  const { task, onRun } = extras ?? {};
  checkRecord(extras, "extras", "Give task or onRun, or leave it out.");
  checkKeys(extras, ["task", "onRun"], "extras");
  const isHook = onRun === undefined || typeof onRun === "function";
  check(isHook, "extras.onRun", "a function", onRun, "Leave it out where nothing is to be told.");
  if (task !== undefined) checkPatternSet(task);
}

/** The sizes of own data take the place of those in the options. */
const sizesOf = (task: PatternSet | undefined) =>
  task === undefined ? {} : { inputCount: task.inputCount, patternCount: task.patternCount };

function runOnce(parameters: PerceptronParameters, seed: number, own: PatternSet | undefined): PerceptronRun {
  const engine = perceptronEngines[parameters.engine];
  const task = taskOf(parameters, seed, own);
  const curve: CurveRow[] = [];
  const hooks = parameters.curve ? { onEpoch: (row: CurveRow) => void curve.push(row) } : {};
  const curveOf = () => (parameters.curve ? { curve } : {});

  if (parameters.threshold !== "auto") {
    const { threshold } = parameters;
    const outcome = engine.run(task, { ...parameters, threshold }, hooks);
    return { seed, ...outcome, threshold, ...curveOf() };
  }
  const { threshold: foundThreshold, outcome, ...thresholdSearch } = searchThreshold(engine, task, parameters);
  if (parameters.curve) engine.run(task, { ...parameters, threshold: foundThreshold }, hooks);
  return { seed, ...outcome, foundThreshold, thresholdSearch, ...curveOf() };
}

/**
 * Trains perceptrons with synaptic caching (eLife 2020;9:e50804): options in, one row a run out.
 *
 * @param options any of the parameters of `perceptronSchema`; the others have their defaults
 * @throws UsageError for a value that is refused
 */
export function simulatePerceptron(options: PerceptronOptions = {}, extras: PerceptronExtras = {}): PerceptronResult {
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  checkExtras(extras);
  const given = extras.task;
  const parameters = parseParameters(perceptronSchema, { ...options, ...sizesOf(given) });
  // Random patterns are large too: they are not drawn for a run that will be refused.
  if (parameters.engine === "fast" && given === undefined) {
    checkFastEngineBytes(fastEngineBytes(parameters, parameters), parameters);
  }
  const runs: PerceptronRun[] = [];
  for (let k = 0; k < parameters.runs; k++) {
    const run = runOnce(parameters, parameters.seed + k, given);
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
  settings: readonly Caching[],
  extras: Pick<PerceptronExtras, "task"> = {},
): SettingOutcome[] {
  checkRecord(options, "options", "Give parameters by name.");
  checkExtras(extras);
  const { task: given } = extras;
  const areSettings = Array.isArray(settings);
  check(
    areSettings,
    "settings",
    "an array of policies and thresholds",
    settings,
    "Give { policy, threshold } for each.",
  );
  const parameters = parseParameters(perceptronSchema, { ...options, ...sizesOf(given), threshold: 0 });
  if (decays(parameters.decayTime)) {
    throw new UsageError(
      `decayTime must be Infinity for many settings at once, got ${parameters.decayTime}. Run each setting on its own.`,
    );
  }
  const checked = settings.map((setting, k) =>
    parseParameters(settingSchema, setting, (key) => (key === "" ? `settings[${k}]` : `settings[${k}].${key}`)),
  );
  if (checked.length === 0) return [];
  const task = taskOf(parameters, parameters.seed, given);
  const outcomes = perceptronEngines[parameters.engine].runMany(task, { ...parameters, threshold: 0 }, checked);
  return outcomes.map((outcome, k) => ({ ...checked[k]!, ...outcome }));
}
