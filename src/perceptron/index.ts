export type { Caching, CurveRow, Outcome } from "./engine.js";
export { checkFastEngineBytes, fastEngineBytes } from "./memory.js";
export { type PerceptronOptions, type PerceptronParameters, perceptronSchema } from "./parameters.js";
export { perceptronRule } from "./rule.js";
export {
  type PerceptronExtras,
  type PerceptronResult,
  type PerceptronRun,
  simulatePerceptron,
  simulatePerceptronSettings,
} from "./simulate.js";
