import { mean, slope } from "../math/statistics.js";

export interface LinearFit {
  slope: number;
  intercept: number;
  /** R², the share of the variance of y that the line explains; NaN where y does not vary. */
  explained: number;
}

/** The straight line of least squares through points of at least two different x. */
export function linearFit(x: readonly number[], y: readonly number[]): LinearFit {
  const steepness = slope(x, y);
  // The slope of x against y times that of y against x is R².
  return { slope: steepness, intercept: mean(y) - steepness * mean(x), explained: steepness * slope(y, x) };
}
