import { type Energies, energiesOf, type Prices, pricesOf } from "../caching/energies.js";
import type { Counted } from "../caching/priced.js";
import { type JobOf, type PricedRuns, pricedRunOf, type ResultOf } from "../jobs/index.js";

/** What has been counted, at these prices; what is not given is free. One run serves every price. */
export const energiesAt = ({ tally }: Counted, prices: Partial<Prices>): Energies =>
  energiesOf(tally, pricesOf(prices));

export const energyAt = (counted: Counted, prices: Partial<Prices>): number => energiesAt(counted, prices).energy;

/** The run of a job at the job's own prices. */
export const pricedResult = <K extends keyof PricedRuns>(resultOf: ResultOf, job: JobOf<K>): PricedRuns[K] =>
  pricedRunOf(job, resultOf(job));
