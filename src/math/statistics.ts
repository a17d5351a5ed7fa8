/** Statistics of a sample; an estimate the sample is too small for is NaN. */

export function mean(sample: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += sample[i]!;
  return Number.isFinite(sum) ? sum / sample.length : meanOfShares(sample);
}

/** The mean where the sum overflows: that of numbers is a number. */
function meanOfShares(sample: ArrayLike<number>): number {
  let [sum, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < sample.length; i++) {
    sum += sample[i]! / sample.length;
    least = Math.min(least, sample[i]!);
    most = Math.max(most, sample[i]!);
  }
  // Rounding can lead out of the numbers, but no mean lies outside of its sample.
  return Math.min(most, Math.max(least, sum));
}

/** Largest |x − centre|, by which deviations are divided where their squares are no ordinary numbers. */
function largestDeviation(sample: ArrayLike<number>, centre: number): number {
  let largest = 0;
  for (let i = 0; i < sample.length; i++) largest = Math.max(largest, Math.abs(sample[i]! - centre));
  return largest;
}

/** Sums of squares in this range have all their digits. */
const isOrdinary = (squares: number): boolean => squares > 1e-280 && squares < Number.POSITIVE_INFINITY;

/** Standard deviation with the n − 1 denominator; NaN below two values. */
export function standardDeviation(sample: ArrayLike<number>): number {
  if (sample.length < 2) return Number.NaN;
  const centre = mean(sample);
  let squares = 0;
  for (let i = 0; i < sample.length; i++) squares += (sample[i]! - centre) ** 2;
  if (isOrdinary(squares)) return Math.sqrt(squares / (sample.length - 1));
  const unit = largestDeviation(sample, centre);
  if (!(unit > 0 && Number.isFinite(unit))) return unit;
  let scaled = 0;
  for (let i = 0; i < sample.length; i++) scaled += ((sample[i]! - centre) / unit) ** 2;
  return unit * Math.sqrt(scaled / (sample.length - 1));
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
  return sorted.length % 2 === 1 ? sorted[middle]! : mean([sorted[middle - 1]!, sorted[middle]!]);
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
  if (isOrdinary(squares) && Number.isFinite(products)) return products / squares;
  // In units of the largest deviations nothing is beyond the numbers, and the slope is one of these units.
  const [unitX, unitY] = [largestDeviation(x, centreX), largestDeviation(y, centreY)];
  if (!(unitX > 0 && unitY > 0)) return products / squares;
  const deviations = x.map((value, i) => [(value - centreX) / unitX, (y[i]! - centreY) / unitY] as const);
  const [scaledProducts, scaledSquares] = deviations.reduce(([p, q], [u, v]) => [p + u * v, q + u * u], [0, 0]);
  return (scaledProducts / scaledSquares) * (unitY / unitX);
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
