export * from "./caching/index.js";
export * from "./mlp/index.js";
export * from "./perceptron/index.js";
export type { Result, Run, Summary } from "./schema/result.js";
export { UsageError } from "./schema/usage-error.js";
export { version } from "./schema/version.js";
export { type PatternSet, randomPatterns } from "./tasks/index.js";
