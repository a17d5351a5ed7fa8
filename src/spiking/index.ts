export type { SpikingOutcome } from "./learn-until-stable.js";
export { type SpikingOptions, type SpikingParameters, spikingSchema } from "./parameters.js";
export { type SpikingResult, type SpikingRun, simulateSpiking } from "./simulate.js";
export { type AudioVisualPattern, audioVisualPatterns } from "./task.js";
export { traceAfterLearning, tracePresentation } from "./trace.js";
