import { check } from "../schema/check.js";
import { type Energies, energiesOf, type Prices } from "./energies.js";
import { type Ledger, type Tally, talliedWrites } from "./ledger.js";
import type { Store } from "./store.js";
import type { WriteCounts } from "./writes/write-counts.js";

/**
 * The writes up to now, as if everything still transient were consolidated at this moment; undefined where they are not counted.
 *
 * @throws UsageError for a store that cannot tell what it has left to write
 */
export function writesNow(store: Store, { writes }: Ledger): WriteCounts | undefined {
  if (writes === undefined) return undefined;
  const now = writes.copy();
  const remedy = "Give the store such a method, or count no writes.";
  check(store.residualWrites !== undefined, "store", "one with residualWrites where writes are counted", store, remedy);
  store.residualWrites!(now);
  return now;
}

/** What has been counted up to now, as if everything still transient were consolidated at this moment. */
export function tallyNow(store: Store, ledger: Ledger, initialWeights: Float64Array): Tally {
  const tally = ledger.tally(ledger.distance(initialWeights, store.weights));
  const writes = writesNow(store, ledger);
  return {
    ...tally,
    consolidated: tally.consolidated + store.residual(),
    ...(writes === undefined ? {} : talliedWrites(writes)),
  };
}

/** The energies of learning up to now, as if everything still transient were consolidated at this moment. */
export const energiesNow = (store: Store, ledger: Ledger, initialWeights: Float64Array, prices: Prices): Energies =>
  energiesOf(tallyNow(store, ledger, initialWeights), prices);
