import { decayingSteadyState, powerOptimalThreshold } from "./caching-with-decay.js";
import { cachedInefficiency, optimalThreshold, type SteadyState } from "./caching-without-decay.js";
import { checkNumber } from "./check.js";
import { type FiniteStepState, finiteStepState } from "./finite-steps.js";
import { type PerceptronLearning, perceptronLearning } from "./perceptron-learning.js";
import { thresholdOfRate } from "./threshold-of-rate.js";

/** What the theory takes; learning rate η = 1. */
export interface TheoryParameters {
  inputCount: number;
  patternCount: number;
  maintenanceCost: number;
  /** θ > 0 and the fraction p of presentations that are wrong; given both, the steady state is added. */
  threshold?: number | null;
  errorRate?: number | null;
  /** τ of the steady state, time steps; Infinity, the default, is no decay. */
  decayTime?: number;
}

/** The steady state of a synapse, per time step, and what goes with it. */
export interface SteadyStateSummary extends SteadyState {
  /** θ at which m_cons + m_trans is least; Infinity where it is best never to consolidate. */
  powerOptimalThreshold: number;
  /** The steady state of a walk with steps of η, with the threshold of the continuous walk that is crossed as often. */
  finiteStep: FiniteStepState;
}

/** Everything the theory says of one perceptron. */
export interface TheorySummary extends PerceptronLearning, Partial<SteadyStateSummary> {
  optimalThreshold: number;
  cachedInefficiency: number;
}

/** Above p by no more than this the rate is p but for rounding. */
const ROUNDING = 1e-9;

/** A synapse cannot be consolidated more often than it is changed; below θ = η the continuous walk is. */
function tooLow(threshold: number, errorRate: number, least: number, rate: number): RangeError {
  return new RangeError(
    `threshold must be ≥ ${Math.ceil(least * 1e4) / 1e4} (weight units) at this error rate and decay time, got ${threshold}: ` +
      `the theory would have ${rate.toPrecision(3)} consolidations a time step, where there are ${errorRate} changes. ` +
      "Use a larger threshold; below 1, the size of a change, every change is consolidated at once, as without caching.",
  );
}

function steadyStateSummary(
  threshold: number,
  errorRate: number,
  decayTime: number,
  maintenanceCost: number,
): SteadyStateSummary {
  // σ_s² = pη²
  const walk = { updateVariance: errorRate, decayTime };
  const continuous = decayingSteadyState(walk, threshold, maintenanceCost);
  if (continuous.consolidationRate > errorRate * (1 + ROUNDING)) {
    throw tooLow(threshold, errorRate, thresholdOfRate(walk, errorRate), continuous.consolidationRate);
  }
  return {
    ...continuous,
    powerOptimalThreshold: powerOptimalThreshold(walk, maintenanceCost),
    finiteStep: finiteStepState({ errorRate, decayTime }, threshold, maintenanceCost),
  };
}

/** @throws RangeError from P = 2N on, for a value out of its range, and where a result is beyond the largest number */
export function theorySummary(parameters: TheoryParameters): TheorySummary {
  if (typeof parameters !== "object" || parameters === null) {
    throw new RangeError(`parameters must be an object, got a ${typeof parameters}.`);
  }
  const { inputCount, patternCount, maintenanceCost, threshold, errorRate, decayTime } = parameters;
  const learning = perceptronLearning(inputCount, patternCount);
  const cached = { ...learning, inputCount, learningRate: 1 };
  if (errorRate !== null && errorRate !== undefined) {
    checkNumber("errorRate", errorRate, { min: 0 });
    if (errorRate > 1) throw new RangeError(`errorRate must be ≤ 1, a share of the presentations, got ${errorRate}.`);
  }
  if (threshold !== null && threshold !== undefined) checkNumber("threshold", threshold, { min: 0, exclusive: true });
  if (decayTime !== undefined) checkNumber("decayTime", decayTime, { min: 0, exclusive: true, infinite: true });
  const given = threshold !== null && threshold !== undefined && errorRate !== null && errorRate !== undefined;
  return {
    ...learning,
    optimalThreshold: optimalThreshold(cached, maintenanceCost),
    cachedInefficiency: cachedInefficiency(cached, maintenanceCost),
    ...(given ? steadyStateSummary(threshold, errorRate, decayTime ?? Number.POSITIVE_INFINITY, maintenanceCost) : {}),
  };
}
