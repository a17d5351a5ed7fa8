import { type GivenPrices, pricesOf } from "../caching/energies.js";
import { pricedRun } from "../caching/priced.js";
import type { MlpRun } from "../mlp/index.js";
import type { PerceptronRun } from "../perceptron/index.js";
import type { SpikingRun } from "../spiking/index.js";
import type { JobResults } from "./job.js";

/** Runs as documents and studies have them, by kind of their jobs. */
export interface PricedRuns {
  perceptron: PerceptronRun;
  mlp: MlpRun;
  spiking: SpikingRun;
}

/**
 * Puts the prices of a job on its run.
 *
 * @throws UsageError for energies beyond the largest number
 */
export const pricedRunOf = <K extends keyof PricedRuns>(
  { parameters }: { readonly parameters: GivenPrices },
  run: JobResults[K],
): PricedRuns[K] => pricedRun(run, pricesOf(parameters)) as unknown as PricedRuns[K];
