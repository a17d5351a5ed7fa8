import { mean, slope } from "./statistics.js";

/** The slope of least squares through points whose y have these standard errors, independently of each other, and its own. */
export function slopeWithError(
  x: readonly number[],
  y: readonly number[],
  errors: readonly number[],
): { slope: number; standardError: number } {
  const centre = mean(x);
  const squares = x.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  // The slope is linear in y, with the weights (x − x̄)/Σ(x − x̄)².
  const standardError = Math.hypot(...x.map((value, i) => ((value - centre) / squares) * errors[i]!));
  return { slope: slope(x, y), standardError };
}
