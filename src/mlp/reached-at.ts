import { movingMean } from "../math/moving-mean.js";
import { firstCrossing } from "../math/statistics.js";
import type { MlpCurveRow } from "./engine.js";

/** What can be asked for at the moment an accuracy is reached. */
export type Reached = "energy" | "minimalEnergy" | "maintenanceEnergy" | "patternCount";

/**
 * A quantity at the moment an accuracy is first reached, by interpolation between the evaluations around it; null if
 * it never is, and if the first evaluation is already above it, as nothing is known of what was before.
 *
 * @param accuracyWindow evaluations in a row of which the curve is made of means, of the accuracy and of the quantity: as accuracies fluctuate, the first
 *   evaluation that is above one is so by chance, and early
 */
export function reachedAt(
  curve: readonly MlpCurveRow[],
  accuracy: number,
  of: Reached = "energy",
  accuracyWindow = 1,
): number | null {
  const smoothed = (key: Reached | "accuracy"): number[] =>
    movingMean(
      curve.map((row) => row[key]),
      accuracyWindow,
    );
  const shares = smoothed("accuracy");
  if (shares.length === 0 || shares[0]! > accuracy) return null;
  return firstCrossing(shares, smoothed(of), accuracy);
}
