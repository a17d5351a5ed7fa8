import { type GivenPrices, pricesOf } from "../caching/energies.js";
import { type PricedRun, pricedRun } from "../caching/priced.js";
import type { Learners } from "../learners/table.js";
import type { JobResults } from "./job.js";

/** Runs as documents and studies have them, by kind of their jobs. */
export type PricedRuns = { [Name in keyof Learners]: PricedRun<ReturnType<Learners[Name]["run"]>> };

/**
 * Puts the prices of a job on its run.
 *
 * @throws UsageError for energies beyond the largest number
 */
export const pricedRunOf = <K extends keyof PricedRuns>(
  { parameters }: { readonly parameters: GivenPrices },
  run: JobResults[K],
): PricedRuns[K] => pricedRun(run, pricesOf(parameters)) as unknown as PricedRuns[K];
