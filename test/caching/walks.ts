import fc from "fast-check";
import type { Energies, Prices } from "../../src/caching/energies.js";
import { energiesNow } from "../../src/caching/energies-now.js";
import { type LayerShape, synapseCount } from "../../src/caching/groups.js";
import { type ChangeCost, Ledger } from "../../src/caching/ledger.js";
import type { policyNames } from "../../src/caching/policies.js";
import { createStore, type Store } from "../../src/caching/store.js";

/** What a learner without a rule would do: from `start`, one proposed Δw a time step, or none. */
export interface Walk {
  layers: LayerShape[];
  start: number[];
  steps: (number[] | null)[];
}

/** How a walk is kept and what is paid for it. */
export interface Setting extends Prices, ChangeCost {
  policy: (typeof policyNames)[number];
  /** θ; of the clock it is the period, to the next whole number (`periodOf`). */
  threshold: number;
  decayTime: number;
}

/** A clock with a period like this threshold: 0 is every time step, Infinity never, as what is longer than a period may be. */
export const periodOf = (threshold: number): number =>
  threshold < 2 ** 31 ? Math.max(1, Math.ceil(threshold)) : Number.POSITIVE_INFINITY;

export const everythingFree: Prices & ChangeCost = {
  maintenanceCost: 0,
  changeCost: 0,
  persistentMaintenanceCost: 0,
  costExponent: 1,
  potentiationOnly: false,
};

const layer = fc.record({ neuronCount: fc.integer({ min: 1, max: 3 }), inputCount: fc.integer({ min: 1, max: 4 }) });

function walksOf(value: fc.Arbitrary<number>, layers: fc.Arbitrary<LayerShape[]>): fc.Arbitrary<Walk> {
  return layers.chain((shapes) => {
    const size = synapseCount(shapes);
    const vector = fc.array(value, { minLength: size, maxLength: size });
    return fc.record({
      layers: fc.constant(shapes),
      start: vector,
      steps: fc.array(fc.option(vector, { freq: 4 }), { minLength: 1, maxLength: 25 }),
    });
  });
}

const networks = fc.array(layer, { minLength: 1, maxLength: 3 });

/** Small integers: every sum over them is exact. */
export const integerWalks = walksOf(fc.integer({ min: -3, max: 3 }), networks);
/** Any real numbers, but no −0, which compares as different from 0. */
export const realWalks = walksOf(
  fc.double({ min: -3, max: 3, noNaN: true }).map((value) => value + 0),
  networks,
);

/**
 * What rounding may do to a sum over a walk of real numbers: fewer than 36 synapses × 26 steps × 4 operations, each with
 * a relative error of 1.1e-16, on sums of magnitudes that this scale bounds (every |w|, held for every step).
 */
export function roundingOf({ start, steps }: Walk): number {
  const norm = (vector: readonly number[]): number => vector.reduce((sum, value) => sum + Math.abs(value), 0);
  const travelled = steps.reduce((sum, delta) => sum + norm(delta ?? []), norm(start));
  return 1e-12 * travelled * steps.length;
}

/** Presents the walk to a store, one time step after the other. */
export function follow(store: Store, { steps }: Walk): void {
  for (const delta of steps) {
    store.advance(1);
    if (delta !== null) store.change(Float64Array.from(delta));
  }
}

/** The weights and energies at the end of a walk. */
export function keep(walk: Walk, setting: Setting): { weights: number[]; energies: Energies } {
  const ledger = new Ledger(setting);
  const start = Float64Array.from(walk.start);
  const store = createStore({
    ...setting,
    period: periodOf(setting.threshold),
    layers: walk.layers,
    weights: start,
    ledger,
  });
  follow(store, walk);
  store.finish();
  return { weights: [...store.weights], energies: energiesNow(store, ledger, start, setting) };
}

export const parts = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const satisfies (keyof Energies)[];
