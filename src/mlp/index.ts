export type { MlpCurveRow, MlpHooks, MlpOutcome } from "./engine.js";
export { type MlpOptions, type MlpParameters, mlpSchema } from "./parameters.js";
export { backpropagationRule } from "./rule.js";
export { type MlpExtras, type MlpResult, type MlpRun, simulateMlp } from "./simulate.js";
