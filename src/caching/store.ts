import { exp } from "../math/elementary.js";
import { check, isCount } from "../schema/check.js";
import { type CacheSetting, type PolicySetting, testOf } from "./cache.js";
import { checkedCache } from "./check-store.js";
import { groupBoundaries, type LayerShape } from "./groups.js";
import type { Ledger } from "./ledger.js";
import { type CachingPolicyName, cachingPolicyNames, policyNames } from "./policies.js";

/** Keeps the weights of a network and tells a ledger what that takes. It knows neither the rule nor the prices. */
export interface Store {
  /** w, as the rule reads it. */
  readonly weights: Float64Array;
  /** Σ|s| + Σ|l|, where a store has it at no cost: it is finite only if all of them are. */
  readonly magnitude?: number | undefined;
  /** Lets time pass: transient parts decay and what is held is charged, once a step. */
  advance(steps: number): void;
  /** Takes a proposed change Δw into the weights, and consolidates where the policy says so. */
  change(delta: Float64Array): void;
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
  ((PolicySetting & { policy: CachingPolicyName }) | { cache: CacheSetting });

/** Refuses time that is no whole number of steps. */
function checkSteps(steps: number): void {
  if (!isCount(steps, 0)) check(false, "steps", "an integer ≥ 0", steps, "Let time pass in whole steps.");
}

/** Refuses a change that has not one number for every synapse; its numbers are for the caller to look at (`learn`). */
function checkChange(delta: Float64Array, weights: Float64Array): void {
  if (delta.length === weights.length) return;
  check(false, "delta", `of length ${weights.length}, a number for each synapse`, delta, "Fill it to its end.");
}

function norm(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum;
}

/** Classic learning, policy `none`: every change is persistent at once. */
class ClassicStore implements Store {
  readonly weights: Float64Array;
  private readonly ledger: Ledger;
  private weightNorm: number;

  constructor({ weights, ledger }: NetworkOptions) {
    this.weights = weights.slice();
    this.ledger = ledger;
    this.weightNorm = norm(weights);
  }

  get magnitude(): number {
    return this.weightNorm;
  }

  advance(steps: number): void {
    checkSteps(steps);
    this.ledger.hold(0, this.weightNorm, steps);
  }

  change(delta: Float64Array): void {
    const { weights, ledger } = this;
    checkChange(delta, weights);
    let size = 0;
    let weightNorm = 0;
    for (let i = 0; i < weights.length; i++) {
      weights[i]! += delta[i]!;
      weightNorm += Math.abs(weights[i]!);
      size += ledger.sizeOf(delta[i]!);
    }
    ledger.consolidate(size);
    this.weightNorm = weightNorm;
  }

  residual(): number {
    return 0;
  }

  finish(): void {}
}

/** Synaptic caching: w = s + l, with l changed only where the trigger's measure of s exceeds the threshold. */
export class CachingStore implements Store {
  readonly weights: Float64Array;
  /** s, the cheap part that decays. */
  readonly transient: Float64Array;
  /** l, the expensive part that lasts. */
  readonly persistent: Float64Array;
  private readonly ledger: Ledger;
  /** What the measure of each group has to exceed. */
  private readonly limits: Float64Array;
  /** s is multiplied by exp(−1/τ) every time step. */
  private readonly decayFactor: number;
  private readonly boundaries: Uint32Array;
  private readonly sumsGroup: boolean;
  private hasEnergy = true;
  private transientNorm = 0;
  private persistentNorm: number;

  /** @throws UsageError for an option that is refused, learning without a cache included, which has no transient part */
  constructor(options: CachingStoreOptions) {
    const { group, trigger, decayTime } = checkedCache(options, cachingPolicyNames)!;
    this.weights = options.weights.slice();
    this.persistent = options.weights.slice();
    this.transient = new Float64Array(options.weights.length);
    this.ledger = options.ledger;
    this.decayFactor = exp(-1 / decayTime);
    const boundaries = groupBoundaries(options.layers, group);
    this.boundaries = boundaries;
    const tests = Array.from(boundaries.subarray(1), (end, g) => testOf(trigger, end - boundaries[g]!));
    this.limits = Float64Array.from(tests, ({ limit }) => limit);
    this.sumsGroup = tests[0]!.statistic === "sum";
    this.persistentNorm = norm(this.persistent);
  }

  get magnitude(): number {
    return this.transientNorm + this.persistentNorm;
  }

  advance(steps: number): void {
    checkSteps(steps);
    if (this.decayFactor === 1) {
      this.ledger.hold(this.transientNorm, this.persistentNorm, steps);
      return;
    }
    const { transient, persistent, weights, decayFactor } = this;
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < transient.length; i++) {
        transient[i]! *= decayFactor;
        weights[i] = transient[i]! + persistent[i]!;
      }
      this.transientNorm = norm(transient);
      this.ledger.hold(this.transientNorm, this.persistentNorm, 1);
    }
  }

  change(delta: Float64Array): void {
    const { boundaries, transient, persistent, weights, limits } = this;
    checkChange(delta, weights);
    for (let i = 0; i < transient.length; i++) {
      transient[i]! += delta[i]!;
      weights[i] = transient[i]! + persistent[i]!;
    }
    let kept = 0;
    for (let g = 0; g + 1 < boundaries.length; g++) {
      const from = boundaries[g]!;
      const to = boundaries[g + 1]!;
      if (this.hasEnergy && this.measure(from, to) > limits[g]!) this.consolidate(from, to);
      else for (let i = from; i < to; i++) kept += Math.abs(delta[i]!);
    }
    this.ledger.changeTransient(kept);
    this.transientNorm = norm(transient);
  }

  setEnergy(available: boolean): void {
    this.hasEnergy = available;
  }

  residual(): number {
    let size = 0;
    for (let i = 0; i < this.transient.length; i++) size += this.ledger.sizeOf(this.transient[i]!);
    return size;
  }

  finish(): void {
    this.consolidate(0, this.transient.length);
    this.transientNorm = 0;
  }

  /** What the trigger compares with the threshold, over one group. */
  private measure(from: number, to: number): number {
    const { transient } = this;
    let measure = 0;
    for (let i = from; i < to; i++) {
      const magnitude = Math.abs(transient[i]!);
      if (this.sumsGroup) measure += magnitude;
      else if (magnitude > measure) measure = magnitude;
    }
    return measure;
  }

  /** Moves s into l over one group. */
  private consolidate(from: number, to: number): void {
    const { transient, persistent, weights, ledger } = this;
    let size = 0;
    for (let i = from; i < to; i++) {
      size += ledger.sizeOf(transient[i]!);
      this.persistentNorm += Math.abs(weights[i]!) - Math.abs(persistent[i]!);
      persistent[i] = weights[i]!;
      transient[i] = 0;
    }
    ledger.consolidate(size);
  }
}

/**
 * The store of a policy, or of a cache.
 *
 * @throws UsageError for an option that is refused
 */
export function createStore(options: StoreOptions): Store {
  const cache = checkedCache(options, policyNames);
  const { layers, weights, ledger } = options;
  return cache === null ? new ClassicStore(options) : new CachingStore({ layers, weights, ledger, cache });
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
    change: (delta) => stores.forEach((store) => void store.change(delta)),
    ...(stores.every((store) => store.setEnergy !== undefined)
      ? { setEnergy: (available: boolean) => stores.forEach((store) => void store.setEnergy?.(available)) }
      : {}),
    residual: () => stores[0].residual(),
    finish: () => stores.forEach((store) => void store.finish()),
  };
}
