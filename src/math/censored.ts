/**
 * Statistics of times of which some are only known to be longer than what was waited for. To leave these out would make
 * the others look fast. The estimator of Kaplan and Meier (J. Am. Stat. Assoc. 1958;53:457) gives the share that is still
 * to come after each time.
 */

/** A time, or with `censored` the time up to which nothing happened. */
export interface Waited {
  value: number;
  censored: boolean;
}

/** After this value, the share of the sample that is still to come. */
export interface SurvivalStep {
  value: number;
  share: number;
}

/** The Kaplan–Meier estimate, a step for every different uncensored value, rising. What is censored at a value was still there. */
export function survival(sample: readonly Waited[]): SurvivalStep[] {
  const values = [...new Set(sample.filter(({ censored }) => !censored).map(({ value }) => value))].sort(
    (a, b) => a - b,
  );
  let share = 1;
  return values.map((value) => {
    const atRisk = sample.filter((one) => one.value >= value).length;
    const ended = sample.filter((one) => one.value === value && !one.censored).length;
    share *= 1 - ended / atRisk;
    return { value, share };
  });
}

/** Shares are products of quotients; what is equal to a bound but for that has reached it. */
const ROUNDING = 1e-9;

/** The value by which this part of the sample has ended; Infinity where it is not known, as too many are censored. */
function quantile(steps: readonly SurvivalStep[], part: number): number {
  const at = steps.findIndex(({ share }) => share <= 1 - part + ROUNDING);
  if (at < 0) return Number.POSITIVE_INFINITY;
  const { value, share } = steps[at]!;
  const next = steps[at + 1];
  // Where exactly this part has ended, any value up to the next will do: the middle, as for the usual median.
  const isExact = share >= 1 - part - ROUNDING && next !== undefined;
  return isExact ? (value + next.value) / 2 : value;
}

/**
 * The median, and its standard error: half the distance of the quantiles that lie one standard error of the share,
 * 1/(2√n), on either side. Infinity for what so many censored values leave open; NaN for an empty sample.
 */
export function censoredMedian(sample: readonly Waited[]): { median: number; standardError: number } {
  if (sample.length === 0) return { median: Number.NaN, standardError: Number.NaN };
  const steps = survival(sample);
  const reach = 1 / (2 * Math.sqrt(sample.length));
  const median = quantile(steps, 1 / 2);
  const [low, high] = [quantile(steps, 1 / 2 - reach), quantile(steps, 1 / 2 + reach)];
  return { median, standardError: high === Number.POSITIVE_INFINITY ? high : (high - low) / 2 };
}
