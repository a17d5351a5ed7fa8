import { check, checkKeys, checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { createResult, type Result } from "../schema/result.js";
import { checkDigitTask } from "../tasks/check-digits.js";
import type { DigitTask } from "../tasks/digits.js";
import type { MlpHooks, MlpOutcome } from "./engine.js";
import { mlpEngines } from "./engines.js";
import { type MlpOptions, type MlpParameters, mlpSchema } from "./parameters.js";

/** One run: its seed, what it came to, and the curve of accuracy and energies. */
export interface MlpRun extends MlpOutcome {
  seed: number;
  threshold: number;
}

export type MlpResult = Result<MlpParameters, MlpRun>;

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

/**
 * Trains a network with one hidden layer on images of digits, with synaptic caching (eLife 2020;9:e50804, Figure 5).
 * Images are presented in the order of the file, without shuffling; the seed draws the initial weights.
 *
 * @param task images, for example from `readDigits` of `synaptic-caching/node`
 * @param options any of the parameters of `mlpSchema`; the others have their defaults
 * @throws UsageError for a value that is refused
 */
export function simulateMlp(task: DigitTask, options: MlpOptions = {}, extras: MlpExtras = {}): MlpResult {
  checkDigitTask(task);
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  checkExtras(extras);
  const parameters = parseParameters(mlpSchema, { ...options, dataset: options.dataset ?? task.name });
  const runs: MlpRun[] = [];
  for (let k = 0; k < parameters.runs; k++) {
    const seed = parameters.seed + k;
    const { curve, ...outcome } = mlpEngines[parameters.engine].run(task, parameters, seed, extras);
    const run = { seed, ...outcome, threshold: parameters.threshold, curve };
    runs.push(run);
    extras.onRun?.(run);
  }
  return createResult("mlp", parameters, runs);
}
