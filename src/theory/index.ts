export {
  type DecayingWalk,
  decayingSteadyState,
  decayingTransientDensity,
  powerOptimalThreshold,
} from "./caching-with-decay.js";
export {
  type CachedLearning,
  type ChangePolicy,
  cachedInefficiency,
  changeEnergy,
  consolidatedAtOnce,
  consolidationCount,
  consolidationEnergy,
  maintenanceEnergy,
  optimalThreshold,
  type SteadyState,
  steadyState,
  transientDensity,
} from "./caching-without-decay.js";
export {
  type ExcessState,
  type ExcessTransfer,
  excessLatticeState,
  excessOptimalThreshold,
  excessSteadyState,
  excessTransfer,
} from "./excess.js";
export { type FiniteStepState, finiteStepState, finiteStepThreshold, type LatticeWalk } from "./finite-steps.js";
export { type PerceptronLearning, perceptronLearning } from "./perceptron-learning.js";
export {
  clockPeriod,
  excessFactor,
  excessLatticeThreshold,
  resetFactor,
  resetLatticeThreshold,
} from "./self-tuning.js";
export { type TheoryParameters, type TheorySummary, theorySummary } from "./summary.js";
export { thresholdOfRate } from "./threshold-of-rate.js";
