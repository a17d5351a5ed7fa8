import { check } from "../schema/check.js";
import { type CacheSetting, isRent, type PolicySetting } from "./cache.js";
import { checkedCache } from "./check-store.js";
import type { LayerShape } from "./groups.js";
import type { Ledger } from "./ledger.js";
import { allPolicyNames, type CachingPolicyName, type ComparisonName } from "./policies.js";
import { CachingStore } from "./stores/caching-store.js";
import { ClassicStore } from "./stores/classic-store.js";
import { type DeviceGrid, GridStore } from "./stores/grid-store.js";
import { RentingStore } from "./stores/renting-store.js";
import type { WriteCounts } from "./writes/write-counts.js";

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
  /** Adds the writes that consolidating everything now would take, where somebody counts writes (`Ledger.writes`). */
  residualWrites?(counts: WriteCounts): void;
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

/** Whatever a store is made of; with a grid, persistent parts are those of memory cells. */
type Made = NetworkOptions & { cache: CacheSetting | null; grid?: DeviceGrid | undefined };

/** Every kind of store, with what asks for it; the first that fits is made. */
const stores: readonly { fits: (made: Made) => boolean; make: (made: never) => Store }[] = [
  {
    fits: ({ cache, grid }) => grid !== undefined && cache !== null && !isRent(cache.trigger),
    make: ({ grid, ...made }: NetworkOptions & { cache: CacheSetting; grid: DeviceGrid }) =>
      new GridStore({ ...made, grid }),
  },
  { fits: ({ cache, grid }) => cache === null && grid === undefined, make: (made: Made) => new ClassicStore(made) },
  {
    fits: ({ cache, grid }) => cache !== null && grid === undefined && isRent(cache.trigger),
    make: ({ grid: _, ...made }: NetworkOptions & { cache: CacheSetting; grid?: undefined }) => new RentingStore(made),
  },
  {
    fits: ({ cache, grid }) => cache !== null && grid === undefined,
    make: ({ grid: _, ...made }: NetworkOptions & { cache: CacheSetting; grid?: undefined }) => new CachingStore(made),
  },
];

function withoutGrid(options: StoreOptions & { grid?: DeviceGrid }): StoreOptions {
  const { grid: _, ...others } = options;
  return others as StoreOptions;
}

/**
 * The store of a policy, or of a cache.
 *
 * @throws UsageError for an option that is refused
 */
export function createStore(options: StoreOptions & { grid?: DeviceGrid }): Store {
  const grid = options?.grid;
  const cache = checkedCache(grid === undefined ? options : withoutGrid(options), allPolicyNames);
  const { layers, weights, ledger } = options;
  const made = { layers, weights, ledger, cache, grid };
  const kind = stores.find(({ fits }) => fits(made));
  const remedy = "Leave the grid out: s keeps what a cell cannot hold, and without a cache there is no s.";
  check(kind !== undefined, "policy", "one with a threshold or a clock where there is a grid", cache, remedy);
  return kind!.make(made as never);
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
    ...(stores[0].residualWrites === undefined
      ? {}
      : { residualWrites: (counts: WriteCounts) => void stores[0].residualWrites?.(counts) }),
    finish: () => stores.forEach((store) => void store.finish()),
  };
}
