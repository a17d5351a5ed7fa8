/** Standard deviations of the normal distribution that 95 % lie within. */
const WITHIN = 1.959963984540054;

/**
 * The 95 % confidence interval of a share, of which `count` of `n` things are a sample (Wilson, Journal of the American Statistical
 * Association 1927;22:209). Near 0 and 1 it is not symmetric, and of 0 out of n it is not empty.
 *
 * @param n ≥ 1
 */
export function shareInterval(count: number, n: number): { low: number; high: number } {
  const square = WITHIN ** 2;
  const middle = (count + square / 2) / (n + square);
  const half = (WITHIN / (n + square)) * Math.sqrt((count * (n - count)) / n + square / 4);
  // At either end one of the two is the end but for rounding.
  return { low: count === 0 ? 0 : middle - half, high: count === n ? 1 : middle + half };
}
