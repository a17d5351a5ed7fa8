import { check } from "../../schema/check.js";
import { type LayerShape, synapseCount } from "../groups.js";
import { Ledger } from "../ledger.js";
import type { Store } from "../store.js";
import type { Clause } from "./clause.js";
import { consolidationClauses } from "./consolidation-clauses.js";
import type { Trial } from "./store-trial.js";
import { timeClauses } from "./time-clauses.js";
import { weightClauses } from "./weight-clauses.js";

/** What a store is made with in every clause; policy, threshold and decay are its own affair. */
export interface StoreStart {
  layers: readonly LayerShape[];
  /** w(0), all persistent. */
  weights: Float64Array;
  ledger: Ledger;
}

/** A store, and the network that it is tried on. */
export interface StoreSubject {
  /** A new store each time. */
  createStore: (start: StoreStart) => Store;
  /** Two layers, of six and of two synapses, if nothing else is said. */
  layers?: readonly LayerShape[];
}

const LAYERS = [
  { neuronCount: 2, inputCount: 3 },
  { neuronCount: 1, inputCount: 2 },
] as const;

/**
 * What `Store` demands, as clauses for a test runner, from w = s + l to what the ledger must be told. Each clause makes stores
 * of its own.
 *
 * @throws UsageError for layers that are refused
 */
export function storeContract({ createStore, layers = LAYERS }: StoreSubject): Clause[] {
  const synapses = synapseCount(layers);
  check(synapses > 1, "layers", "of at least two synapses", synapses, "With one alone, little can be seen.");
  const begin = (): Trial => {
    const start = Float64Array.from({ length: synapses }, (_, i) => (i % 5) - 2);
    const ledger = new Ledger();
    return { store: createStore({ layers, weights: start, ledger }), ledger, start };
  };
  return [...weightClauses(begin), ...timeClauses(begin), ...consolidationClauses(begin)];
}
