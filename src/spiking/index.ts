export type { SpikingCounts, SpikingOutcome } from "./learn-until-stable.js";
export { type SpikingOptions, type SpikingParameters, spikingSchema } from "./parameters.js";
export {
  countSpiking,
  type SpikingResult,
  type SpikingRun,
  type SpikingRunCounts,
  simulateSpiking,
} from "./simulate.js";
export { type AudioVisualPattern, audioVisualPatterns } from "./task.js";
export { traceAfterLearning, tracePresentation } from "./trace.js";
