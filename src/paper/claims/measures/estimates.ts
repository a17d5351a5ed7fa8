import { pairedDifference, ratioInterval, ratioOfMeans } from "../../../math/paired.js";
import { randomStream } from "../../../math/random.js";
import { mean, standardError } from "../../../math/statistics.js";
import { studentQuantile } from "../../../math/student.js";
import { formatNumber } from "../../../report/format.js";
import type { Interval, Measurement } from "../../claim.js";

/** A measurement of which the sample may be told elsewhere. */
export type Measured = Omit<Measurement, "sample"> & { sample?: string };

/** The mean of each sample, with its standard error. */
export function estimates(samples: readonly (readonly number[])[], sample?: string): Measured {
  const values = samples.map((one) => mean(one));
  const errors = samples.map((one) => standardError(one));
  return {
    values,
    ...(samples.length === 1 ? { standardError: errors[0]! } : { standardErrors: errors }),
    ...(sample === undefined ? {} : { sample }),
  };
}

/** From so many pairs on a bootstrap interval holds about as often as it says; of few it is too narrow. */
const PAIRS_ENOUGH = 10;

/** The 95 % interval of a mean of few: the standard error of three of them is little known itself, as Student's t says. */
export function studentInterval(value: number, error: number | null, count: number): Interval | null {
  if (count < 2 || error === null) return null;
  const half = error * studentQuantile(0.95, count - 1);
  return { low: value - half, high: value + half };
}

/**
 * A ratio of means over the same seeds, its standard error and its interval: what is common to both parts of a seed cancels. Where
 * there are pairs enough the interval is a bootstrap one; the same pairs have the same.
 */
export function ratioOf(
  above: readonly number[],
  below: readonly number[],
): { ratio: number; error: number; interval: Interval | null } {
  const pairs = above.map((value, seed) => ({ value, baseline: below[seed]! }));
  const ratio = ratioOfMeans(pairs);
  const residuals = pairs.map(({ value, baseline }) => ({ value, baseline: ratio * baseline }));
  const error = pairedDifference(residuals).standardError / mean(below);
  if (below.some((baseline) => !(baseline > 0))) return { ratio, error, interval: null };
  const isEnough = pairs.length >= PAIRS_ENOUGH;
  const interval = isEnough
    ? ratioInterval(pairs, randomStream(1, "verdicts"))
    : studentInterval(ratio, error, pairs.length);
  return { ratio, error, interval };
}

/** Several such ratios as a measurement. */
export function ratiosOf(pairs: readonly { above: readonly number[]; below: readonly number[] }[]): Measured {
  const ratios = pairs.map(({ above, below }) => ratioOf(above, below));
  const errors = ratios.map(({ error }) => error);
  return {
    values: ratios.map(({ ratio }) => ratio),
    ...(pairs.length === 1 ? { standardError: errors[0]! } : { standardErrors: errors }),
    intervals: ratios.map(({ interval }) => interval),
  };
}

/** Where the least and the largest of the values are: "0.93 at P/N = 1, 1.36 at P/N = 0.1". */
export function extremes(values: readonly number[], name: string, places: readonly number[]): string {
  const at = (which: "min" | "max") => {
    const i = values.indexOf(Math[which](...values));
    const place = Number(places[i]!.toPrecision(2 + Math.ceil(Math.log10(1 + places[i]!))));
    return `${Number(values[i]!.toPrecision(3))} at ${name} = ${formatNumber(place).replace(/^1×/, "")}`;
  };
  return values.length === 0 ? "" : `${at("min")}, ${at("max")}`;
}
