import { type Energies, energiesOf, type Ledger, type Prices } from "./ledger.js";
import type { Store } from "./store.js";

/** The energies of learning up to now, as if everything still transient were consolidated at this moment. */
export function energiesNow(store: Store, ledger: Ledger, initialWeights: Float64Array, prices: Prices): Energies {
  const tally = ledger.tally(ledger.distance(initialWeights, store.weights));
  return energiesOf({ ...tally, consolidated: tally.consolidated + store.residual() }, prices);
}
