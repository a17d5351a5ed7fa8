import { type Energies, energiesOf, type Prices } from "./energies.js";
import type { Ledger, Tally } from "./ledger.js";
import type { Store } from "./store.js";

/** What has been counted up to now, as if everything still transient were consolidated at this moment. */
export function tallyNow(store: Store, ledger: Ledger, initialWeights: Float64Array): Tally {
  const tally = ledger.tally(ledger.distance(initialWeights, store.weights));
  return { ...tally, consolidated: tally.consolidated + store.residual() };
}

/** The energies of learning up to now, as if everything still transient were consolidated at this moment. */
export const energiesNow = (store: Store, ledger: Ledger, initialWeights: Float64Array, prices: Prices): Energies =>
  energiesOf(tallyNow(store, ledger, initialWeights), prices);
