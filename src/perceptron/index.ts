export { countPerceptron, countPerceptronSettings, type PerceptronRunCounts, type SettingCounts } from "./count.js";
export { type TransientDistribution, transientDistribution } from "./distribution.js";
export type { PerceptronCounts, PerceptronCurveRow, PerceptronEpochCounts, PerceptronOutcome } from "./engine.js";
export { type PerceptronOptions, type PerceptronParameters, perceptronSchema } from "./parameters.js";
export { perceptronRule } from "./rule.js";
export {
  type PerceptronExtras,
  type PerceptronResult,
  type PerceptronRun,
  type SettingOutcome,
  simulatePerceptron,
  simulatePerceptronSettings,
} from "./simulate.js";
export {
  countPerceptronThresholds,
  simulatePerceptronThresholds,
  type ThresholdCounts,
  type ThresholdOutcome,
} from "./thresholds.js";
export { type TraceStep, tracePerceptron } from "./trace.js";
