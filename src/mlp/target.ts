import { mean } from "../math/statistics.js";
import type { MlpParameters } from "./parameters.js";

/**
 * Whether a run is where it is to end: the mean accuracy of its last `accuracyWindow` evaluations (1 unless given) is at or above
 * the target. A single evaluation may be above it by chance, and of many that are nearly there the first one above is.
 */
export function reachesTarget(
  curve: readonly { accuracy: number }[],
  { targetAccuracy, accuracyWindow = 1 }: Pick<MlpParameters, "targetAccuracy" | "accuracyWindow">,
): boolean {
  if (targetAccuracy === null || curve.length < accuracyWindow) return false;
  return mean(curve.slice(-accuracyWindow).map(({ accuracy }) => accuracy)) >= targetAccuracy;
}
