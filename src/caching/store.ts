import { check } from "../schema/check.js";
import { type CacheSetting, isRent, type PolicySetting } from "./cache.js";
import { checkedCache } from "./check-store.js";
import type { LayerShape } from "./groups.js";
import type { Ledger } from "./ledger.js";
import { allPolicyNames, type CachingPolicyName, type ComparisonName } from "./policies.js";
import { CachingStore } from "./stores/caching-store.js";
import { ClassicStore } from "./stores/classic-store.js";
import { RentingStore } from "./stores/renting-store.js";

export { CachingStore };

/** Keeps the weights of a network and tells a ledger what that takes. It knows neither the rule nor the prices. */
export interface Store {
  /** w, as the rule reads it. */
  readonly weights: Float64Array;
  /** Σ|s| + Σ|l|, where a store has it at no cost: it is finite only if all of them are. */
  readonly magnitude?: number | undefined;
  /** Lets time pass: transient parts decay and what is held is charged, once a step. */
  advance(steps: number): void;
  /** Ends a time step in which nothing more happens, for a clock to strike and a threshold to learn; without it the next step sees to that. */
  endStep?(): void;
  /**
   * Takes a proposed change Δw into the weights, and consolidates where the policy says so.
   *
   * @param isLast whether the time step ends with it, as it does without being told; a step with several changes ends with `endStep`
   */
  change(delta: Float64Array, isLast?: boolean): void;
  /** While there is no energy nothing is consolidated by the policy. Learning without a cache cannot wait: it has no such thing. */
  setEnergy?(available: boolean): void;
  /** What consolidating everything now would count as. */
  residual(): number;
  /** Consolidates everything that is left. */
  finish(): void;
}

/** What a store is made of beside its cache. */
export interface NetworkOptions {
  layers: readonly LayerShape[];
  /** w(0); copied. All persistent. */
  weights: Float64Array;
  ledger: Ledger;
}

/** A network with its cache, as a policy with threshold and decay time or as the data these stand for; null is none. */
export type StoreOptions = NetworkOptions & (PolicySetting | { cache: CacheSetting | null });

/** The same of a network that has a cache. */
export type CachingStoreOptions = NetworkOptions &
  ((PolicySetting & { policy: CachingPolicyName | ComparisonName }) | { cache: CacheSetting });

/**
 * The store of a policy, or of a cache.
 *
 * @throws UsageError for an option that is refused
 */
export function createStore(options: StoreOptions): Store {
  const cache = checkedCache(options, allPolicyNames);
  const { layers, weights, ledger } = options;
  if (cache === null) return new ClassicStore(options);
  const Kind = isRent(cache.trigger) ? RentingStore : CachingStore;
  return new Kind({ layers, weights, ledger, cache });
}

/**
 * Several stores that receive the same changes. Without decay the weights do not depend on how they are kept, so one
 * trajectory serves every threshold, policy and cost at once; the rule reads the weights of the first store.
 *
 * @throws UsageError unless there are stores, each another one, of networks of the same size
 */
export function storesSideBySide(stores: readonly [Store, ...Store[]]): Store {
  const areStores = Array.isArray(stores) && stores.length > 0;
  check(areStores, "stores", "an array of at least one store", stores, "Make each with createStore.");
  const apart = new Set(stores).size === stores.length;
  check(apart, "stores", "different ones", stores, "A store that is given twice takes every change twice.");
  for (const [k, store] of stores.entries()) {
    const size: unknown = store?.weights?.length;
    const expected = stores[0].weights.length;
    check(size === expected, `stores[${k}]`, `a store of ${expected} synapses`, store, "Keep one network in all.");
  }
  return {
    weights: stores[0].weights,
    get magnitude() {
      return stores[0].magnitude;
    },
    advance: (steps) => stores.forEach((store) => void store.advance(steps)),
    endStep: () => stores.forEach((store) => void store.endStep?.()),
    change: (delta, isLast) => stores.forEach((store) => void store.change(delta, isLast)),
    ...(stores.every((store) => store.setEnergy !== undefined)
      ? { setEnergy: (available: boolean) => stores.forEach((store) => void store.setEnergy?.(available)) }
      : {}),
    residual: () => stores[0].residual(),
    finish: () => stores.forEach((store) => void store.finish()),
  };
}
