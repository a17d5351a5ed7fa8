import type { MlpEngine } from "./engine.js";
import { fastEngine } from "./fast.js";
import type { MlpParameters } from "./parameters.js";
import { referenceEngine } from "./reference.js";

/** Every engine there is; the names are those of `--engine`. */
export const mlpEngines: Record<MlpParameters["engine"], MlpEngine> = {
  fast: fastEngine,
  reference: referenceEngine,
};
