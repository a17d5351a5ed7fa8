import { cachedInefficiency, optimalThreshold, type SteadyState, steadyState } from "./caching-without-decay.js";
import { type PerceptronLearning, perceptronLearning } from "./perceptron-learning.js";

/** What the theory takes; learning rate η = 1. */
export interface TheoryParameters {
  inputCount: number;
  patternCount: number;
  maintenanceCost: number;
  /** θ > 0 and the fraction p of presentations that are wrong; given both, the steady state is added. */
  threshold?: number | null;
  errorRate?: number | null;
}

/** Everything the theory says of one perceptron; the steady state is per synapse and time step. */
export interface TheorySummary extends PerceptronLearning, Partial<SteadyState> {
  optimalThreshold: number;
  cachedInefficiency: number;
}

/** @throws RangeError from P = 2N on */
export function theorySummary(parameters: TheoryParameters): TheorySummary {
  const { inputCount, patternCount, maintenanceCost, threshold, errorRate } = parameters;
  const learning = perceptronLearning(inputCount, patternCount);
  const cached = { ...learning, inputCount, learningRate: 1 };
  const given = threshold !== null && threshold !== undefined && errorRate !== null && errorRate !== undefined;
  return {
    ...learning,
    optimalThreshold: optimalThreshold(cached, maintenanceCost),
    cachedInefficiency: cachedInefficiency(cached, maintenanceCost),
    ...(given ? steadyState(errorRate, threshold, maintenanceCost) : {}),
  };
}
