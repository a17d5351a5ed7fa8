import type { PolicySetting, SelfTuning } from "../caching/cache.js";
import { decays } from "../caching/decays.js";
import { ADAPTIVE, DEFAULT_TIME_PRICE } from "../caching/parameters.js";
import { isComparison, patienceOf } from "../caching/policies.js";
import { periodOf } from "../caching/self-tuning/moving-cache.js";
import { areSigns } from "../kernels/are-signs.js";
import { check } from "../schema/check.js";
import { UsageError } from "../schema/usage-error.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { PerceptronParameters } from "./parameters.js";

/** ⟨x_i²⟩^½ of every input over the patterns; that of the bias, the last, is 1. */
function rootMeanSquares({ inputCount, patternCount, patterns }: PatternSet): Float64Array {
  const squares = new Float64Array(inputCount + 1);
  for (let p = 0; p < patternCount; p++) {
    for (let i = 0; i < inputCount; i++) squares[i]! += patterns[p * inputCount + i]! ** 2;
  }
  squares[inputCount] = patternCount;
  return squares.map((square) => Math.sqrt(square / patternCount));
}

/** @throws UsageError unless every update changes every synapse by ±1, and nothing decays */
function checkUnitWalk({ patterns }: PatternSet, { policy, decayTime }: PerceptronParameters): void {
  const instead = "Use local-excess with the threshold adaptive.";
  const isUnit = areSigns(patterns);
  check(isUnit, "policy", "another than excess-by-silence for patterns that are not all ±1", policy, instead);
  check(!decays(decayTime), "policy", "another than excess-by-silence where s decays", policy, instead);
}

/** @throws UsageError where nothing would be corrected */
function checkCorrection({ patterns }: PatternSet, { policy, threshold }: PerceptronParameters): void {
  const refuse = (what: string): never => {
    throw new UsageError(
      `correctSubdiffusion must be left out ${what}: it is for a threshold "adaptive" that follows updates by ±1. ` +
        "Leave it out, or change that.",
    );
  };
  const hasThreshold = policy !== "none" && policy !== "clock" && !isComparison(policy);
  if (threshold !== ADAPTIVE) refuse(`for the threshold ${threshold}`);
  if (!hasThreshold) refuse(`for the policy ${policy}`);
  if (!areSigns(patterns)) refuse("for patterns that are not all ±1");
}

type Tuned = Pick<PerceptronParameters, "maintenanceCost" | "timePrice" | "correctSubdiffusion">;

/** A threshold, in units of the learning rate, that follows how often the perceptron is updated: an update changes w_i by x_i of them. */
export function selfTuned(
  task: PatternSet,
  { maintenanceCost, timePrice = DEFAULT_TIME_PRICE, correctSubdiffusion }: Tuned,
): SelfTuning {
  const learnsFrom = areSigns(task.patterns) ? "updates" : rootMeanSquares(task);
  const corrects = correctSubdiffusion ? { correctsSubdiffusion: true } : {};
  return { adaptive: true, maintenanceCost, timePrice, learnsFrom, ...corrects };
}

/** What an engine needs of a cache beside its policy, unless θ is a number or is sought. */
export function movingCache(
  task: PatternSet,
  parameters: PerceptronParameters,
): Pick<PolicySetting, "threshold" | "period" | "patience"> | null {
  const { policy, threshold } = parameters;
  if (parameters.correctSubdiffusion) checkCorrection(task, parameters);
  // These look at no threshold, whichever there is.
  if (policy === "clock") return { threshold: Number.POSITIVE_INFINITY, period: periodOf(parameters) };
  if (isComparison(policy)) {
    if (policy === "excess-by-silence") checkUnitWalk(task, parameters);
    return { threshold: Number.POSITIVE_INFINITY, patience: patienceOf(policy, parameters.maintenanceCost) };
  }
  if (threshold === ADAPTIVE) return { threshold: policy === "none" ? 0 : selfTuned(task, parameters) };
  return null;
}
