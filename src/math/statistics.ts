/** Statistics of a sample; an estimate the sample is too small for is NaN. */

export function mean(sample: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += sample[i]!;
  return sum / sample.length;
}

/** Standard deviation with the n − 1 denominator; NaN below two values. */
export function standardDeviation(sample: ArrayLike<number>): number {
  if (sample.length < 2) return Number.NaN;
  const centre = mean(sample);
  let squares = 0;
  for (let i = 0; i < sample.length; i++) squares += (sample[i]! - centre) ** 2;
  return Math.sqrt(squares / (sample.length - 1));
}

/** Standard error of the mean, sd/√n; NaN below two values. */
export function standardError(sample: ArrayLike<number>): number {
  return standardDeviation(sample) / Math.sqrt(sample.length);
}

/** The middle value, or the mean of the two middle ones; NaN for an empty sample. */
export function median(sample: ArrayLike<number>): number {
  const sorted = Array.from(sample).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Slope of the least-squares line through the points (x_i, y_i); NaN unless there are two different x. */
export function slope(x: readonly number[], y: readonly number[]): number {
  const [centreX, centreY] = [mean(x), mean(y)];
  let products = 0;
  let squares = 0;
  for (const [i, value] of x.entries()) {
    products += (value - centreX) * (y[i]! - centreY);
    squares += (value - centreX) ** 2;
  }
  return products / squares;
}

/**
 * y where a curve first reaches `level` in x, by linear interpolation between the points around the crossing;
 * null if it never does. Accuracy is not monotone in time, so "first" matters.
 */
export function firstCrossing(x: readonly number[], y: readonly number[], level: number): number | null {
  const at = x.findIndex((value) => value >= level);
  if (at < 0) return null;
  if (at === 0) return y[0]!;
  const share = (level - x[at - 1]!) / (x[at]! - x[at - 1]!);
  return y[at - 1]! + share * (y[at]! - y[at - 1]!);
}
