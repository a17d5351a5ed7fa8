import type { Job, ResultOf } from "../jobs/index.js";
import type { Scale } from "./scale.js";

/** A number, or several that must all hold, with the standard error where the claim is about a mean or median. */
export interface Measurement {
  values: number[];
  standardError?: number | null;
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

export type Verdict = "reproduced" | "differs" | "not checked";

/** The verdict follows from the numbers and the band; nothing measured is nothing checked. */
export function judge(band: Claim["band"], measurement: Measurement | null): Verdict {
  if (measurement === null || measurement.values.length === 0) return "not checked";
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = band;
  return measurement.values.every((value) => value >= low && value <= high) ? "reproduced" : "differs";
}
