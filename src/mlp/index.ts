export type { MlpCounts, MlpCurveRow, MlpEvaluation, MlpOutcome } from "./engine.js";
export { type MlpOptions, type MlpParameters, mlpSchema } from "./parameters.js";
export { backpropagationRule } from "./rule.js";
export {
  countMlp,
  type MlpExtras,
  type MlpHooks,
  type MlpResult,
  type MlpRun,
  type MlpRunCounts,
  simulateMlp,
} from "./simulate.js";
