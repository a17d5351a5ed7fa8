import type { MlpEngine } from "./engine.js";
import type { MlpParameters } from "./parameters.js";
import { referenceEngine } from "./reference.js";

/** Every engine there is; the names are those of `--engine`. */
export const mlpEngines: Record<MlpParameters["engine"], MlpEngine> = { reference: referenceEngine };
