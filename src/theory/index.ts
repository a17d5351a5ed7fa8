export {
  type DecayingWalk,
  decayingSteadyState,
  decayingTransientDensity,
  finiteStepThreshold,
  powerOptimalThreshold,
} from "./caching-with-decay.js";
export {
  type CachedLearning,
  cachedInefficiency,
  changeEnergy,
  consolidationCount,
  consolidationEnergy,
  maintenanceEnergy,
  optimalThreshold,
  type SteadyState,
  steadyState,
  transientDensity,
} from "./caching-without-decay.js";
export { type PerceptronLearning, perceptronLearning } from "./perceptron-learning.js";
export { type TheoryParameters, type TheorySummary, theorySummary } from "./summary.js";
