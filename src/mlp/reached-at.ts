import { firstCrossing } from "../math/statistics.js";
import type { MlpCurveRow } from "./engine.js";

/** What can be asked for at the moment an accuracy is reached. */
export type Reached = "energy" | "minimalEnergy" | "maintenanceEnergy" | "patternCount";

/**
 * A quantity at the moment an accuracy is first reached, by interpolation between the evaluations around it; null if
 * it never is, and if the first evaluation is already above it, as nothing is known of what was before.
 */
export function reachedAt(curve: readonly MlpCurveRow[], accuracy: number, of: Reached = "energy"): number | null {
  const shares = curve.map((row) => row.accuracy);
  if (shares[0]! > accuracy) return null;
  return firstCrossing(
    shares,
    curve.map((row) => row[of]),
    accuracy,
  );
}
