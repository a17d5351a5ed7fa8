import type { PolicyAtThreshold } from "../../src/caching/cache.js";
import type { JobOf } from "../../src/jobs/index.js";
import type {
  PerceptronCounts,
  PerceptronEpochCounts,
  PerceptronRunCounts,
  SettingCounts,
  ThresholdCounts,
  TraceStep,
  TransientDistribution,
} from "../../src/perceptron/index.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import {
  decayingSteadyState,
  decayingTransientDensity,
  finiteStepThreshold,
  perceptronLearning,
} from "../../src/theory/index.js";
import { nothing, outcome } from "./made-up-counts.js";

/** Learning without caching, whatever a change costs, at 1.35 times the inefficiency of the theory, as published simulations have it. */
export function classicRun({ parameters }: JobOf<"perceptron">): PerceptronRunCounts {
  const { inputCount = 1000, patternCount = 1000, seed = 1 } = parameters;
  const learning = perceptronLearning(inputCount, patternCount);
  // At α = 2 the paper has M_min/M, the variance over that of a random walk, near 0.8 at P = N, and alike elsewhere.
  const inefficiency =
    parameters.costExponent === 2 ? 1.25 * Math.sqrt(patternCount / inputCount) : 1.35 * learning.inefficiency;
  return {
    seed,
    threshold: 0,
    ...outcome(
      { consolidated: learning.energy, minimal: learning.energy / inefficiency },
      { updateCount: learning.updateCount, timestepCount: learning.timestepCount },
    ),
  };
}

/** Where the threshold of a policy lies in units of the step of one synapse. */
export function effectiveThreshold(policy: string, threshold: number, inputCount: number): number {
  return policy === "global-global" ? (threshold * 400) / (60 * inputCount) : threshold;
}

/**
 * N (K/θ + θ/3) and NTθ/3, with NK(1 − 1/n²) for the changes of s, n = ⌊θ⌋ + 1 being the steps to exceed θ, between M at θ < 1 and M_min at θ = ∞, where |s| is that of the final weights.
 * A cached l is held for a hundredth of what w is without caching, as it is 0 for most of the time.
 */
export function landscapeOutcomes({ parameters, settings }: JobOf<"perceptron-settings">): SettingCounts[] {
  const { inputCount = 1000, patternCount = 1000 } = parameters;
  const { energy, minimalEnergy, updateCount, timestepCount } = perceptronLearning(inputCount, patternCount);
  return settings.map((setting) => ({ ...setting, ...landscapeOutcome(setting) }));

  function landscapeOutcome({ policy, threshold }: PolicyAtThreshold): PerceptronCounts {
    const at = effectiveThreshold(policy, threshold, inputCount);
    const persistentHeld = minimalEnergy * timestepCount;
    if (at < 1) return outcome({ consolidated: energy, persistentHeld, minimal: minimalEnergy });
    const others = {
      transientChanged: energy * (1 - 1 / (Math.floor(at) + 1) ** 2),
      persistentHeld: persistentHeld / 100,
      minimal: minimalEnergy,
    };
    const largest = Math.sqrt((2 * updateCount) / Math.PI);
    if (at === Number.POSITIVE_INFINITY) {
      return outcome({ consolidated: minimalEnergy, transientHeld: inputCount * timestepCount * largest, ...others });
    }
    const consolidated = inputCount * (updateCount / at + at / 3);
    return outcome({ consolidated, transientHeld: (inputCount * timestepCount * at) / 3, ...others });
  }
}

/**
 * Learning with decay: faster than without at a low θ, slower at a high one, and not at all beyond about 0.4 √τ. Seeds
 * differ a little.
 */
export function thresholdOutcomes({ parameters, thresholds }: JobOf<"perceptron-thresholds">): ThresholdCounts[] {
  const { inputCount = 1000, patternCount = 1000, seed = 1 } = parameters;
  const decayTime = Number(parameters.decayTime ?? Number.POSITIVE_INFINITY);
  const { energy, minimalEnergy, updateCount, timestepCount } = perceptronLearning(inputCount, patternCount);
  const usual = 30 + (seed % 2);
  return thresholds.map((threshold) => {
    const withDecay = threshold > 25 ? 100 + (seed % 3) : 20 + (seed % 3);
    const epochCount = decayTime === Number.POSITIVE_INFINITY || threshold < 1 ? usual : withDecay;
    const converged = threshold < 1 || (decayTime > 100 && threshold < Math.max(2, 0.4 * Math.sqrt(decayTime)));
    const counts = { converged, epochCount, threshold };
    const minimal = minimalEnergy;
    if (threshold < 1) return { ...outcome({ consolidated: energy, minimal }), ...counts };
    const consolidated = inputCount * (updateCount / threshold + threshold / 3);
    const transientHeld = (((inputCount * timestepCount * threshold) / 3) * epochCount) / usual;
    return { ...outcome({ consolidated, transientHeld, minimal }), ...counts };
  });
}

/** Shares of wrong patterns in the epochs of a run that is watched; the last epoch has none. */
const ERROR_RATES = [0.5, 0.3, 0.2, 0.1, 0.02, 0];

/** A run that spends in every epoch what the theory with finite steps says. */
export function curveRun(job: JobOf<"perceptron">): PerceptronRunCounts {
  const { inputCount = 1000, patternCount = 1000 } = job.parameters;
  const { threshold, decayTime, maintenanceCost } = perceptronSchema.parse(job.parameters);
  let [consolidated, transientHeld] = [0, 0];
  const curve = ERROR_RATES.map((updateVariance, i): PerceptronEpochCounts => {
    const walk = { updateVariance, decayTime };
    const powers = decayingSteadyState(walk, finiteStepThreshold(Number(threshold)), maintenanceCost);
    consolidated += (inputCount + 1) * patternCount * powers.consolidationPower;
    transientHeld += ((inputCount + 1) * patternCount * powers.maintenancePower) / maintenanceCost;
    const tally = { ...nothing, consolidated, transientHeld };
    return { epoch: i + 1, errorCount: updateVariance * patternCount, tally, residualEnergy: 0 };
  });
  return { ...classicRun(job), threshold: Number(threshold), curve };
}

/** s as the theory has it, at one share of wrong patterns. */
export function distributionOf({ parameters, binWidth }: JobOf<"perceptron-distribution">): TransientDistribution {
  const [threshold, decayTime] = [Number(parameters.threshold), Number(parameters.decayTime)];
  const middle = Math.ceil(threshold / binWidth);
  const walk = { updateVariance: 0.2, decayTime };
  const shares = Array.from({ length: 2 * middle + 1 }, (_, k) => {
    return binWidth * decayingTransientDensity((k - middle) * binWidth, walk, threshold);
  });
  return { binWidth, shares, errorCounts: [0.2 * (parameters.patternCount ?? 1000)], converged: true };
}

/** Every synapse rises by 1 a step, and all are consolidated every fourth step. */
export function traceSteps({ synapses }: JobOf<"perceptron-trace">): TraceStep[] {
  const each = (value: number): number[] => synapses.map(() => value);
  return Array.from({ length: 24 }, (_, step): TraceStep => {
    const raised = (step % 4) + 1;
    const consolidated = raised === 4;
    const parts = { transient: each(consolidated ? 0 : raised), persistent: each(4 * Math.floor((step + 1) / 4)) };
    return { timestep: step + 1, changed: true, consolidated, raised: each(raised), ...parts };
  });
}
