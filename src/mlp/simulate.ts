import { pricesOf } from "../caching/energies.js";
import { whyNoOfflineOptimum } from "../caching/offline/why-undefined.js";
import { ADAPTIVE } from "../caching/parameters.js";
import { type PricedRun, priced, pricedRun } from "../caching/priced.js";
import { check, checkKeys, checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { createResult, type Result } from "../schema/result.js";
import { checkDigitTask } from "../tasks/check-digits.js";
import type { DigitTask } from "../tasks/digits.js";
import {
  type MlpCounts,
  type MlpCurveRow,
  type MlpEvaluation,
  type MlpRunParameters,
  runParametersOf,
} from "./engine.js";
import { mlpEngines } from "./engines.js";
import { mlpOfflineOptimum } from "./offline-optimum.js";
import { type MlpOptions, type MlpParameters, mlpSchema } from "./parameters.js";

/** One run in counts: its seed, what it came to, and the curve of accuracy and tallies. */
export interface MlpRunCounts extends MlpCounts {
  seed: number;
  /** θ as it was given, where there is one. */
  threshold?: number;
  /** Of a clock whose period was not given: time steps between two consolidations. */
  foundPeriod?: number;
  /** The least energy that any policy could have reached on this trajectory, with the prices of the run; null where that is not defined. */
  offlineOptimum?: number | null;
}

/** The same in energies, as a document has it. */
export type MlpRun = PricedRun<MlpRunCounts>;

export type MlpResult = Result<MlpParameters, MlpRun>;

export interface MlpHooks {
  /** Told of every evaluation. */
  onEvaluation?: (row: MlpCurveRow) => void;
}

export interface MlpExtras extends MlpHooks {
  /** Told of every finished run. */
  onRun?: (run: MlpRun) => void;
}

function checkExtras(extras: MlpExtras): void {
  const { onRun, onEvaluation } = extras ?? {};
  checkRecord(extras, "extras", "Give onRun or onEvaluation, or leave it out.");
  checkKeys(extras, ["onRun", "onEvaluation"], "extras");
  for (const [name, hook] of Object.entries({ onRun, onEvaluation })) {
    const isHook = hook === undefined || typeof hook === "function";
    check(isHook, `extras.${name}`, "a function", hook, "Leave it out where nothing is to be told.");
  }
}

/** @throws UsageError for a value that is refused */
function checkedParameters(task: DigitTask, options: MlpOptions, extras: MlpExtras = {}): MlpParameters {
  checkDigitTask(task);
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  checkExtras(extras);
  return parseParameters(mlpSchema, { ...options, dataset: options.dataset ?? task.name });
}

/** How θ or the period of a run came to be, where it was not found while learning. */
function keptBy(
  { threshold, period }: MlpRunParameters,
  parameters: MlpParameters,
): Pick<MlpRunCounts, "threshold" | "foundPeriod"> {
  if (period !== undefined) return typeof parameters.period === "number" ? {} : { foundPeriod: period };
  return typeof threshold === "number" && parameters.threshold !== ADAPTIVE ? { threshold } : {};
}

/** The offline optimum, where it is asked for; null where it is not defined. */
function offlineOptimumOf(
  task: DigitTask,
  parameters: MlpParameters,
  seed: number,
  patternCount: number,
): { offlineOptimum?: number | null } {
  if (parameters.offlineOptimum !== true) return {};
  if (whyNoOfflineOptimum(parameters) !== null) return { offlineOptimum: null };
  return { offlineOptimum: mlpOfflineOptimum(task, parameters, seed, patternCount) };
}

function countRun(
  task: DigitTask,
  parameters: MlpParameters,
  seed: number,
  onEvaluation: (row: MlpEvaluation) => void = () => undefined,
): MlpRunCounts {
  const engine = mlpEngines[parameters.engine];
  const run = runParametersOf(parameters);
  const { curve, ...counts } = engine.run(task, run, seed, { onEvaluation });
  const optimum = offlineOptimumOf(task, parameters, seed, counts.patternCount);
  return { seed, ...counts, ...keptBy(run, parameters), ...optimum, curve };
}

/**
 * The first run of these parameters in counts.
 *
 * @param onEvaluation told of every evaluation
 * @throws UsageError for a value that is refused
 */
export function countMlp(
  task: DigitTask,
  options: MlpOptions,
  onEvaluation?: (row: MlpEvaluation) => void,
): MlpRunCounts {
  const parameters = checkedParameters(task, options);
  return countRun(task, parameters, parameters.seed, onEvaluation);
}

/**
 * Trains a network with one hidden layer on images of digits, with synaptic caching (eLife 2020;9:e50804, Figure 5).
 * Images are presented in the order of the file, without shuffling; the seed draws the initial weights.
 *
 * @param task images, for example from `readDigits` of `synaptic-caching/node`
 * @param options any of the parameters of `mlpSchema`; the others have their defaults
 * @throws UsageError for a value that is refused
 */
export function simulateMlp(task: DigitTask, options: MlpOptions = {}, extras: MlpExtras = {}): MlpResult {
  const parameters = checkedParameters(task, options, extras);
  const { onRun, onEvaluation } = extras;
  const prices = pricesOf(parameters);
  const runs: MlpRun[] = [];
  for (let k = 0; k < parameters.runs; k++) {
    const tell = onEvaluation && ((row: MlpEvaluation) => onEvaluation(priced(row, prices)));
    const run = pricedRun(countRun(task, parameters, parameters.seed + k, tell), prices);
    runs.push(run);
    onRun?.(run);
  }
  return createResult("mlp", parameters, runs);
}
