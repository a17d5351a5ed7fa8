import { exp, power } from "../math/elementary.js";

/** Beyond it 1 − F^N is below 10⁻²⁰ for any N of a group. */
const FAR = 14;
/** Simpson's rule with this step is exact to 10⁻¹². */
const STEP = 1 / 128;

/**
 * The expected largest of N independent half-normal numbers |x|, x of mean 0 and variance 1:
 * ∫₀^∞ (1 − F(x)^N) dx with F(x) = ∫₀ˣ √(2/π) e^{−t²/2} dt.
 *
 * @param count N, an integer ≥ 1; √(2/π) for 1, 3.4 for 1000
 */
export function largestOfHalfNormals(count: number): number {
  const density = (x: number): number => Math.sqrt(2 / Math.PI) * exp((-x * x) / 2);
  const integrand = (cumulative: number): number => 1 - power(Math.min(1, cumulative), count);
  let cumulative = 0;
  let sum = 0;
  let [left, leftDensity] = [integrand(0), density(0)];
  const intervals = FAR / STEP;
  for (let k = 0; k < intervals; k++) {
    const x = k * STEP;
    // F at the middle and at the end of the interval, each by Simpson's rule.
    const [quarter, middle, threeQuarters, end] = [0.25, 0.5, 0.75, 1].map((part) => density(x + part * STEP)) as [
      number,
      number,
      number,
      number,
    ];
    const atMiddle = cumulative + (STEP / 12) * (leftDensity + 4 * quarter + middle);
    cumulative = atMiddle + (STEP / 12) * (middle + 4 * threeQuarters + end);
    const right = integrand(cumulative);
    sum += (STEP / 6) * (left + 4 * integrand(atMiddle) + right);
    [left, leftDensity] = [right, end];
  }
  return sum;
}
