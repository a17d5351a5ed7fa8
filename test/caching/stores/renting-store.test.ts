import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storeContract } from "../../../src/caching/contracts/index.js";
import { type Energies, energiesOf, type Prices } from "../../../src/caching/energies.js";
import { energiesNow } from "../../../src/caching/energies-now.js";
import { Ledger } from "../../../src/caching/ledger.js";
import { OfflineOptimum } from "../../../src/caching/offline/offline-optimum.js";
import { type ComparisonName, comparisonNames } from "../../../src/caching/policies.js";
import { CachingStore, createStore } from "../../../src/caching/store.js";
import { RentingStore } from "../../../src/caching/stores/renting-store.js";
import { expectClose } from "../../math/close.js";
import { everythingFree, follow, integerWalks, keep, type Walk } from "../walks.js";

const noDecay = { decayTime: Number.POSITIVE_INFINITY };

/** w of a synapse at the end of every time step, from w(0) on. */
function weightsOf({ start, steps }: Walk, i: number): number[] {
  const weights = [start[i]!];
  for (const delta of steps) weights.push(weights.at(-1)! + (delta?.[i] ?? 0));
  return weights;
}

/**
 * l at the end of every time step, level by level: W is whether w is at least m, L whether l is. Where they have differed in so
 * many time steps one after the other, and still do, L becomes W.
 */
function byLevels(w: readonly number[], patience: number): number[] {
  const l = w.map(() => 0);
  const [lowest, highest] = [Math.min(...w) + 1, Math.max(...w)];
  for (let m = lowest; m <= highest; m++) {
    let isBought = w[0]! >= m;
    let differed = 0;
    l[0]! += isBought ? 1 : 0;
    for (let t = 1; t < w.length; t++) {
      if (w[t - 1]! >= m !== isBought) differed += 1;
      if (w[t]! >= m === isBought) differed = 0;
      else if (differed >= patience) {
        isBought = !isBought;
        differed = 0;
      }
      l[t]! += isBought ? 1 : 0;
    }
  }
  return l.map((count) => lowest - 1 + count);
}

/**
 * The same synapse by synapse: at the end of each time step it looks back to the last one at whose end s was 0 or had another sign,
 * adds up |s| as it was held since, and buys all of it where that is so many times |s|.
 */
function byRent(w: readonly number[], patience: number): number[] {
  const l = [w[0]!];
  const s = [0];
  for (let t = 1; t < w.length; t++) {
    const now = w[t]! - l[t - 1]!;
    let held = 0;
    for (let k = t - 1; k >= 0 && s[k]! * now > 0; k--) held += Math.abs(s[k]!);
    const buys = now !== 0 && held >= patience * Math.abs(now);
    l.push(buys ? w[t]! : l[t - 1]!);
    s.push(buys ? 0 : now);
  }
  return l;
}

/**
 * What exceeds θ = ⌊√(patience·p̂)⌋ at the end of each time step moves to l. p̂ is one over the mean gap between updates, in which a gap
 * counts 16/15 times as much as the one before it; a gap that is longer already makes it longer by a quarter of the difference.
 */
function bySilence(w: readonly number[], patience: number, updates: readonly number[]): number[] {
  const l = [w[0]!];
  for (let t = 1; t < w.length; t++) {
    const past = updates.filter((update) => update <= t);
    const gaps = past.map((update, k) => update - (past[k - 1] ?? 0));
    const shares = gaps.map((_, k) => (15 / 16) ** (gaps.length - k));
    const mean =
      gaps.reduce((sum, gap, k) => sum + gap * shares[k]!, 0) / shares.reduce((sum, share) => sum + share, 0);
    const silence = t - past.at(-1)!;
    const rate = past.length === 0 ? 1 : 1 / Math.max(mean, mean + (silence - mean) / 4);
    // A root that is whole is that whatever the rounding.
    const threshold = Math.floor(Math.sqrt(patience * rate) + 1e-9);
    const s = w[t]! - l[t - 1]!;
    l.push(l[t - 1]! + Math.sign(s) * Math.max(0, Math.abs(s) - threshold));
  }
  return l;
}

type Definition = (w: readonly number[], patience: number, updates: readonly number[]) => number[];
const definitions: Record<ComparisonName, Definition> = {
  "excess-by-silence": bySilence,
  "rent-or-buy": byRent,
  "rent-or-buy-levels": byLevels,
};

/** The energies of the paths of w and l, each sum taken over the whole history. */
function energiesByDefinition(walk: Walk, policy: ComparisonName, patience: number, prices: Prices): Energies {
  const tally = { consolidated: 0, transientHeld: 0, transientChanged: 0, persistentHeld: 0, minimal: 0 };
  const updates = walk.steps.flatMap((delta, k) => (delta ? [k + 1] : []));
  for (const i of walk.start.keys()) {
    const w = weightsOf(walk, i);
    const l = definitions[policy](w, patience, updates);
    for (let t = 1; t < w.length; t++) {
      const moved = Math.abs(l[t]! - l[t - 1]!);
      tally.consolidated += moved;
      tally.transientHeld += Math.abs(w[t - 1]! - l[t - 1]!);
      tally.persistentHeld += Math.abs(l[t - 1]!);
      tally.transientChanged += Math.max(0, Math.abs(w[t]! - w[t - 1]!) - moved);
    }
    tally.consolidated += Math.abs(w.at(-1)! - l.at(-1)!);
    tally.minimal += Math.abs(w.at(-1)! - w[0]!);
  }
  return energiesOf(tally, prices);
}

function rented(walk: Walk, policy: ComparisonName, patience: number, prices: Prices, decayTime = Infinity) {
  const ledger = new Ledger();
  const weights = Float64Array.from(walk.start);
  const store = createStore({ layers: walk.layers, weights, policy, threshold: 0, patience, decayTime, ledger });
  follow(store, walk);
  store.finish();
  return { weights: [...store.weights], energies: energiesNow(store, ledger, weights, prices) };
}

const patience = fc.constantFrom(0, 0.5, 1, 2, 2.5, 3, 5, 9, Number.POSITIVE_INFINITY);
const integerPrices = fc.record({
  maintenanceCost: fc.integer({ min: 0, max: 5 }),
  changeCost: fc.integer({ min: 0, max: 5 }),
  persistentMaintenanceCost: fc.integer({ min: 0, max: 5 }),
});

const single = (policy: ComparisonName, rest: { patience: number; decayTime?: number }) => {
  const ledger = new Ledger();
  const layers = [{ neuronCount: 1, inputCount: 1 }];
  const given = { layers, weights: new Float64Array(1), policy, threshold: 0, ...noDecay, ...rest, ledger };
  const store = createStore(given) as RentingStore;
  /** A time step in which w changes by so much; returns s and l at its end. */
  const step = (delta: number): [number, number] => {
    store.advance(1);
    store.change(Float64Array.of(delta));
    return [store.transient[0]!, store.persistent[0]!];
  };
  return { store, step };
};

describe.each(comparisonNames)("%s", (policy) => {
  it("does what its definition says, exactly for integers", () =>
    fc.assert(
      fc.property(integerWalks, patience, integerPrices, (walk, steps, prices) => {
        expect(rented(walk, policy, steps, prices).energies).toEqual(energiesByDefinition(walk, policy, steps, prices));
      }),
      { numRuns: 500 },
    ));

  it("keeps exactly w(0) + ΣΔw of integers", () =>
    fc.assert(
      fc.property(integerWalks, patience, (walk, steps) => {
        const expected = walk.start.map((_, i) => weightsOf(walk, i).at(-1)!);
        expect(rented(walk, policy, steps, everythingFree).weights).toEqual(expected);
      }),
    ));

  it("is learning without a cache where it waits for nothing, also with decay", () =>
    fc.assert(
      fc.property(integerWalks, integerPrices, fc.constantFrom(3, 50, Infinity), (walk, prices, decayTime) => {
        const classic = keep(walk, { ...everythingFree, ...prices, policy: "none", threshold: 0, decayTime });
        expect(rented(walk, policy, 0, prices, decayTime)).toEqual(classic);
      }),
    ));

  it("never buys where that is never paid back, and takes M_min", () =>
    fc.assert(
      fc.property(integerWalks, (walk) => {
        const { energy, minimalEnergy } = rented(walk, policy, Infinity, everythingFree).energies;
        expect(energy).toBe(minimalEnergy);
      }),
    ));

  it("takes no less than the offline optimum", () =>
    fc.assert(
      fc.property(integerWalks, patience, fc.constantFrom(0, 0.125, 0.5, 1), (walk, steps, maintenanceCost) => {
        const optimum = new OfflineOptimum(Float64Array.from(walk.start), maintenanceCost);
        follow(optimum, walk);
        const { energy } = rented(walk, policy, steps, { ...everythingFree, maintenanceCost }).energies;
        // Multiples of 1/8, exact in both.
        expect(energy).toBeGreaterThanOrEqual(optimum.energy);
      }),
    ));

  it("keeps w = s + l at every step, with decay too", () =>
    fc.assert(
      fc.property(integerWalks, patience, fc.constantFrom(2, 30, Infinity), (walk, steps, decayTime) => {
        const given = { layers: walk.layers, weights: Float64Array.from(walk.start), threshold: 0, decayTime };
        const store = createStore({ ...given, policy, patience: steps, ledger: new Ledger() }) as RentingStore;
        for (const delta of walk.steps) {
          follow(store, { ...walk, steps: [delta] });
          store.endStep();
          const { transient, persistent } = store;
          expect([...store.weights]).toEqual([...transient].map((s, i) => s + persistent[i]!));
        }
      }),
    ));

  describe("is a store like others", () => {
    for (const decayTime of [20, Infinity]) {
      for (const steps of [0, 4, Infinity]) {
        for (const { name, check } of storeContract({
          createStore: (start) => createStore({ ...start, policy, threshold: 0, patience: steps, decayTime }),
        })) {
          it(`${name} (τ = ${decayTime}, ${steps} steps)`, check);
        }
      }
    }
  });

  it("waits while there is no energy, and buys what is overdue at the end of the first step after", () => {
    const { store, step } = single(policy, { patience: 2 });
    store.setEnergy(false);
    step(1);
    store.advance(7);
    store.endStep();
    expect(store.persistent[0]).toBe(0);
    store.setEnergy(true);
    expect(step(0)).toEqual([0, 1]);
  });

  it("is in no caching store, and needs to know its patience", () => {
    const given = { layers: [{ neuronCount: 1, inputCount: 1 }], weights: new Float64Array(1), ledger: new Ledger() };
    const setting = { ...given, policy, threshold: 0, ...noDecay };
    expect(() => new CachingStore({ ...setting, patience: 2 })).toThrow(/policy must be one of local-local/);
    expect(() => createStore(setting)).toThrow(/patience must be ≥ 0 \(time steps\), or Infinity/);
    const cache = { group: "synapse", trigger: { held: 2 }, keeps: "nothing", ...noDecay } as const;
    expect(() => new CachingStore({ ...given, cache })).toThrow(/cache.trigger must be one condition/);
    expect(() => new RentingStore({ ...given, cache: { ...cache, trigger: { largest: 2 } } })).toThrow(
      /cache.trigger must be one condition/,
    );
  });
});

describe("where s decays", () => {
  const decayTime = 3;
  const f = Math.exp(-1 / decayTime);
  // A few products of the own exp, which is within a unit in the last place.
  const close = { relative: 1e-14 };

  it("rent is that of what is left, and what is left is bought", () => {
    // Rent 1·f, then f + f², then f + f² + f³ for |s| = f³: 1 + 1/f + 1/f² = 4.34 times that.
    const { step } = single("rent-or-buy", { patience: 4, decayTime });
    expect(step(1)).toEqual([1, 0]);
    expect(step(0)[1]).toBe(0);
    expect(step(0)[1]).toBe(0);
    const [s, l] = step(0);
    expect(s).toBe(0);
    expectClose(l, f ** 3, close, {});
  });

  it("decay ends the youngest levels, and what has been held from the first moment is bought first", () => {
    const { step } = single("rent-or-buy-levels", { patience: 2, decayTime });
    step(1);
    expectClose(step(1)[0], f + 1, close, {});
    // s is f(f + 1) by now: levels up to f have been held twice, those from f on once.
    const [s, l] = step(0);
    expectClose(l, f, close, {});
    expectClose(s, f * f, { relative: 1e-13 }, {});
  });
});
