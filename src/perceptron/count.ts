import type { PolicyAtThreshold } from "../caching/cache.js";
import { decays } from "../caching/decays.js";
import { needsWrites } from "../caching/energies.js";
import { whyNoOfflineOptimum } from "../caching/offline/why-undefined.js";
import { periodOf } from "../caching/self-tuning/moving-cache.js";
import { check, checkKeys, checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { UsageError } from "../schema/usage-error.js";
import { checkPatternSet } from "../tasks/check-pattern-set.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { PerceptronCounts, PerceptronEpochCounts, RunHooks, RunParameters, Workplace } from "./engine.js";
import { perceptronEngines } from "./engines.js";
import { checkFastEngineBytes, fastEngineBytes } from "./fast/memory.js";
import { randomTask } from "./neuron/random-task.js";
import { perceptronOfflineOptimum } from "./offline-optimum.js";
import { type PerceptronOptions, type PerceptronParameters, perceptronSchema, settingSchema } from "./parameters.js";
import type { TriedThresholds } from "./search/optimal-threshold.js";
import { checkSharing, soughtThreshold } from "./search/sought.js";
import { movingCache } from "./tuning.js";

/** One run in counts: its seed, what it came to and, where they were asked for, its curve and how θ was found. */
export interface PerceptronRunCounts extends PerceptronCounts {
  seed: number;
  /** θ as it was asked for, unless it was sought. */
  threshold?: number;
  /** θ that was found, where it was sought. */
  foundThreshold?: number;
  /** Of a clock whose period was not given: time steps between two consolidations. */
  foundPeriod?: number;
  /** The least energy that any policy could have reached on this trajectory, with the prices of the run; null where that is not defined. */
  offlineOptimum?: number | null;
  /** With `auto-shared`: θ that was found on all seeds; `foundThreshold` is that found on all but this one. */
  sharedThreshold?: number;
  curve?: PerceptronEpochCounts[];
  thresholdSearch?: TriedThresholds;
}

/** What one run came to under one policy and threshold, in counts. */
export interface SettingCounts extends PolicyAtThreshold, PerceptronCounts {}

/** What a run may be given besides its parameters. */
export interface OwnTask {
  /** Learn these patterns instead of random ones. */
  task?: PatternSet;
}

/**
 * The task of a run: own data, or random patterns of the run's seed.
 * Nothing about caching or energy enters, so that these never change the data.
 */
export function taskOf(parameters: PerceptronParameters, seed: number, own: PatternSet | undefined): PatternSet {
  return own ?? randomTask(parameters, seed);
}

/** Refuses what is given besides parameters and cannot be used; a misspelt `task` would be ignored. */
function checkExtras(extras: OwnTask & { onRun?: unknown }): void {
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

/** Refuses what is said of random patterns where there are own ones; ignored, it would seem to have been done. */
function checkStatistics({ codingLevel, patternCorrelation = 0 }: PerceptronParameters): void {
  const remedy = "Leave it out, or learn random patterns.";
  check(codingLevel === undefined, "codingLevel", "left out for own patterns", codingLevel, remedy);
  check(patternCorrelation === 0, "patternCorrelation", "left out for own patterns", patternCorrelation, remedy);
}

/** What an engine has to know of parameters: no price, but whether what takes time to count has one. */
export function runParametersOf<T>(
  parameters: Omit<PerceptronParameters, "threshold"> & { threshold: T },
): Omit<RunParameters, "threshold" | "period"> & { threshold: T } {
  const { maintenanceCost, changeCost, persistentMaintenanceCost, writeCost, eventCost, ...given } = parameters;
  const { period, timePrice, correctSubdiffusion, offlineOptimum, countWrites, ...others } = given;
  const counts = { countsPersistent: persistentMaintenanceCost > 0, countsWrites: needsWrites(parameters) };
  return { ...others, ...counts };
}

/** The offline optimum, where it is asked for; null where it is not defined. */
function offlineOptimumOf(task: PatternSet, parameters: PerceptronParameters): { offlineOptimum?: number | null } {
  if (parameters.offlineOptimum !== true) return {};
  if (whyNoOfflineOptimum(parameters) !== null) return { offlineOptimum: null };
  return { offlineOptimum: perceptronOfflineOptimum(task, parameters) };
}

/**
 * The parameters of runs, in full.
 *
 * @throws UsageError for a value that is refused
 */
export function checkedParameters(
  options: PerceptronOptions,
  extras: OwnTask & { onRun?: unknown },
): PerceptronParameters {
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  checkExtras(extras);
  const { task } = extras;
  const parameters = parseParameters(perceptronSchema, { ...options, ...sizesOf(task) });
  checkSharing(parameters, task !== undefined);
  if (task !== undefined) checkStatistics(parameters);
  // Random patterns are large too: they are not drawn for a run that will be refused.
  if (parameters.engine === "fast" && task === undefined) {
    checkFastEngineBytes(fastEngineBytes(parameters, parameters), parameters);
  }
  return parameters;
}

/** The run of a seed in counts. Prices are in none of them, but a threshold that is sought depends on prices. */
export function countRun(
  parameters: PerceptronParameters,
  seed: number,
  own: PatternSet | undefined,
  workplace: Workplace = {},
): PerceptronRunCounts {
  const engine = perceptronEngines[parameters.engine];
  const task = taskOf(parameters, seed, own);
  const run = { ...runParametersOf(parameters), seed };
  const curve: PerceptronEpochCounts[] = [];
  const onEpoch = (row: PerceptronEpochCounts) => void curve.push(row);
  const hooks: RunHooks = { workplace, ...(parameters.curve ? { onEpoch } : {}) };
  const curveOf = () => (parameters.curve ? { curve } : {});
  const optimum = offlineOptimumOf(task, { ...parameters, seed });

  const moving = movingCache(task, parameters);
  if (moving !== null) {
    const counts = engine.run(task, { ...run, ...moving }, hooks);
    const period =
      moving.period === undefined || typeof parameters.period === "number" ? {} : { foundPeriod: moving.period };
    return { seed, ...counts, ...period, ...optimum, ...curveOf() };
  }
  if (typeof parameters.threshold === "number") {
    const { threshold } = parameters;
    const counts = engine.run(task, { ...run, threshold }, hooks);
    return { seed, ...counts, threshold, ...optimum, ...curveOf() };
  }
  const sought = soughtThreshold(engine, task, run, parameters);
  const again = () => engine.run(task, { ...run, threshold: sought.found.foundThreshold }, hooks);
  // A search has the counts of its run already, unless it was for another seed or a curve is wanted.
  const counts = sought.counts === undefined || parameters.curve ? again() : sought.counts;
  return { seed, ...counts, ...sought.found, ...optimum, ...curveOf() };
}

/**
 * The first run of these parameters in counts.
 *
 * @throws UsageError for a value that is refused
 */
export function countPerceptron(options: PerceptronOptions, extras: OwnTask = {}): PerceptronRunCounts {
  const parameters = checkedParameters(options, extras);
  return countRun(parameters, parameters.seed, extras.task);
}

/**
 * One run under many policies and thresholds at once, in counts. A clock among them has the period of the parameters.
 *
 * @param countsPersistent whether to count Σ|l| also where it has no price
 * @throws UsageError for a value that is refused, and for a finite decay time
 */
export function countPerceptronSettings(
  options: PerceptronOptions,
  settings: readonly PolicyAtThreshold[],
  extras: OwnTask = {},
  countsPersistent = false,
): SettingCounts[] {
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
  const run = { ...runParametersOf(parameters), threshold: 0 };
  run.countsPersistent ||= countsPersistent;
  const period = periodOf(parameters);
  const engineSettings = checked.map((one) => (one.policy === "clock" ? { ...one, period } : one));
  const counts = perceptronEngines[parameters.engine].runMany(task, run, engineSettings);
  return counts.map((outcome, k) => ({ ...checked[k]!, ...outcome }));
}
