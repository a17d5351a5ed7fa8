import type { PerceptronEngine } from "./engine.js";
import { fastEngine } from "./fast/fast.js";
import type { PerceptronParameters } from "./parameters.js";
import { referenceEngine } from "./reference.js";

/** Every engine there is; the names are those of `--engine`. */
export const perceptronEngines: Record<PerceptronParameters["engine"], PerceptronEngine> = {
  fast: fastEngine,
  reference: referenceEngine,
};
