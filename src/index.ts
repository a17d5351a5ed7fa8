export * from "./caching/index.js";
export { type RandomStream, randomStream } from "./math/random.js";
export * from "./mlp/index.js";
export * from "./perceptron/index.js";
export { type Result, type Run, type Summary, toJson } from "./schema/result.js";
export { UsageError } from "./schema/usage-error.js";
export { version } from "./schema/version.js";
export * from "./spiking/index.js";
export { type PatternSet, randomPatterns } from "./tasks/index.js";
