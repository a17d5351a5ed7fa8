import type { Energies, Prices } from "../caching/energies.js";
import type { EngineTally } from "../caching/ledger.js";
import { pricedRun } from "../caching/priced.js";
import type { Estimated } from "./units/sample.js";

/** What an account counts, before there are prices. */
export interface AccountCounts {
  readonly tally: EngineTally;
  /** θ that was found (`auto`), or at the end, the median where each synapse has its own (`adaptive`). */
  readonly foundThreshold?: number;
  /** Changes of l of all synapses, the final consolidation included, and of the one with most. */
  readonly writeCount: number;
  readonly largestWriteCount: number;
  /** Where it is asked for; null where it is not defined. */
  readonly offlineOptimum?: number | null;
  readonly stepCount: number;
  readonly synapseCount: number;
  /** Of a sample: how many synapses were played, and 95 % confidence intervals of the totals. */
  readonly sampledCount?: number;
  readonly intervals?: Readonly<Estimated<readonly [low: number, high: number]>>;
}

/** A run of the document: counts with energies in the place of the tally. */
export type AccountRun = Omit<AccountCounts, "tally"> & Energies & { readonly regret?: number | null };

/** Puts prices on an account; whatever is to be charged beyond these, such as devices, starts from its result. */
export const accountRun = (counts: AccountCounts, prices: Prices): AccountRun =>
  pricedRun(counts as AccountCounts & { curve?: never }, prices) as unknown as AccountRun;
