import type { Job, ResultOf } from "../jobs/index.js";
import type { Scale } from "./scale.js";

export interface Interval {
  low: number;
  high: number;
}

/** A number, or several that must all hold, with the standard error where they are estimates. */
export interface Measurement {
  values: number[];
  /** Of the value, where there is one; absent for what is exact. */
  standardError?: number | null;
  /** Of each of several values, in their order. */
  standardErrors?: readonly (number | null)[];
  /** 95 % confidence intervals of the values, in their order, where there are pairs enough for them: they need not be symmetric. */
  intervals?: readonly (Interval | null)[];
  /** n, or whatever the reader should know of the sample. */
  sample: string;
}

/** A statement of the paper, how it is measured here, and what result would agree with it. */
export interface Claim {
  id: string;
  /** The figure that it belongs to, by its id: claims are checked and shown with their figure. */
  figure: string;
  statement: string;
  /** Where the paper says so. */
  where: string;
  /** No statement of the paper: it explains one of them, or is about what the paper does not have. It counts as none of them, and has a section of its own. */
  isBeyondPaper?: true;
  /** The paper's own words, where they are vague enough to be read in several ways. */
  quote?: string;
  /** How these words are read here; the strict reading is a claim of its own. */
  reading?: string;
  /** What is computed. */
  measured: string;
  /** Every value must lie in [low, high]. */
  band: { low?: number; high?: number };
  /** Where the band comes from. */
  bandOrigin: string;
  /** The parameters of every run it needs; those that its figure does not need are run after the figure is drawn. */
  jobs(scale: Scale): Job[];
  measure(resultOf: ResultOf, scale: Scale): Measurement;
}

/** What "is" and "fits very well" are read as: within a tenth. Where a claim is read otherwise its `bandOrigin` says why (docs/claims.md). */
export const WITHIN_A_TENTH = { low: 0.9, high: 1.1 } as const;
/** What "about", "reasonably", "close to" and "comparable" are read as: within a quarter. */
export const WITHIN_A_QUARTER = { low: 0.75, high: 1.25 } as const;

export type Verdict = "reproduced" | "differs" | "not checked";

type Band = Claim["band"];

const isIn = ({ low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }: Band, value: number): boolean =>
  value >= low && value <= high;

/** The verdict follows from the numbers and the band; nothing measured is nothing checked. */
export function judge(band: Band, measurement: Measurement | null): Verdict {
  if (measurement === null || measurement.values.length === 0) return "not checked";
  return measurement.values.every((value) => isIn(band, value)) ? "reproduced" : "differs";
}

/**
 * So many standard errors from the end of a band an estimate is at its edge. Those of two samples differ by √2 standard
 * errors: with two instead of three, one sample in thirteen would change a verdict that does not say so.
 */
export const EDGE = 3;

/** The standard error of each value; 0 for what has none, which is exact. */
function errorsOf({ values, standardError, standardErrors }: Measurement): number[] {
  return values.map((_, i) => {
    const error = standardErrors === undefined ? standardError : standardErrors[i];
    // An error that cannot be told, of a single run, says nothing in favour of the verdict.
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : (error ?? 0);
  });
}

/** Standard errors from a normal estimate to either end of its 95 % interval. */
const STANDARD_ERRORS_TO_END = 1.96;

/** How far below and above itself other seeds could well find each value: `EDGE` standard errors, or as far by its interval. */
function reachesOf(measurement: Measurement): { down: number; up: number }[] {
  const errors = errorsOf(measurement);
  return measurement.values.map((value, i) => {
    const interval = measurement.intervals?.[i];
    if (interval == null) return { down: EDGE * errors[i]!, up: EDGE * errors[i]! };
    const unit = EDGE / STANDARD_ERRORS_TO_END;
    return { down: unit * (value - interval.low), up: unit * (interval.high - value) };
  });
}

/**
 * Whether other seeds could well turn the verdict round: a value within the band is less than `EDGE` standard errors from
 * one of its ends, or all values that are outside are less than as many outside of it. Where there is a confidence interval,
 * its two sides take the place of the standard error. What is exact is never at the edge.
 */
export function isAtEdge(band: Band, measurement: Measurement | null): boolean {
  const verdict = judge(band, measurement);
  if (measurement === null || verdict === "not checked") return false;
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = band;
  const reaches = reachesOf(measurement);
  // Without an error the nearest end may be touched: 1 … 1 of what is exactly 1.
  if (verdict === "reproduced") {
    return measurement.values.some((value, i) => {
      const { down, up } = reaches[i]!;
      return (down > 0 && value - low < down) || (up > 0 && high - value < up);
    });
  }
  return measurement.values.every((value, i) => {
    const { down, up } = reaches[i]!;
    return isIn({ low: low - up, high: high + down }, value);
  });
}

/** "reproduced", or "reproduced, at the edge" where other seeds could well turn it round. */
export function verdictInWords(band: Band, measurement: Measurement | null): string {
  return `${judge(band, measurement)}${isAtEdge(band, measurement) ? ", at the edge" : ""}`;
}
