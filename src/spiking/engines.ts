import type { SpikingEngine } from "./engine.js";
import { fastEngine } from "./fast.js";
import type { SpikingParameters } from "./parameters.js";
import { referenceEngine } from "./reference.js";

/** Every engine there is; the names are those of `--engine`. */
export const spikingEngines: Record<SpikingParameters["engine"], SpikingEngine> = {
  fast: fastEngine,
  reference: referenceEngine,
};
