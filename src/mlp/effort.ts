import type { MlpOptions } from "./parameters.js";

const PIXELS = 784;
/** Measured seconds on one core, for a digit and a synapse. */
const DIGIT_SYNAPSE = { fast: 0.3e-9, reference: 15e-9 };

/** About how many seconds a run takes on one core, if it presents all patterns. */
export function mlpEffort({ hiddenCount = 100, maxPatterns = 60_000, engine = "fast" }: MlpOptions): number {
  return maxPatterns * hiddenCount * PIXELS * DIGIT_SYNAPSE[engine];
}
