import { mean } from "../math/statistics.js";

export interface LinearFit {
  slope: number;
  intercept: number;
  /** R², the share of the variance of y that the line explains; NaN where y does not vary. */
  explained: number;
}

/** The straight line of least squares through points of at least two different x. */
export function linearFit(x: readonly number[], y: readonly number[]): LinearFit {
  const [centreX, centreY] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - centreX, y[i]! - centreY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xy / xx;
  return { slope, intercept: centreY - slope * centreX, explained: (xy * xy) / (xx * yy) };
}
