import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CacheSetting, cacheOf } from "../../src/caching/cache.js";
import type { Energies } from "../../src/caching/energies.js";
import { energiesNow } from "../../src/caching/energies-now.js";
import { Ledger } from "../../src/caching/ledger.js";
import { cachingPolicies, type PolicyName, policyNames } from "../../src/caching/policies.js";
import { CachingStore, createStore, type Store, storesSideBySide } from "../../src/caching/store.js";
import { expectClose } from "../math/close.js";
import { energiesByDefinition } from "./definition.js";
import {
  everythingFree,
  follow,
  integerWalks,
  keep,
  parts,
  periodOf,
  realWalks,
  roundingOf,
  type Walk,
} from "./walks.js";

const threshold = fc.integer({ min: 0, max: 12 });
const decayTime = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 0.1, max: 1000, noNaN: true }));
const integerPrices = fc.record({
  maintenanceCost: fc.integer({ min: 0, max: 5 }),
  changeCost: fc.integer({ min: 0, max: 5 }),
  persistentMaintenanceCost: fc.integer({ min: 0, max: 5 }),
});
// The exponents for which sums over integers are exact.
const exactCosts = fc.record({ costExponent: fc.constantFrom(0, 1, 2), potentiationOnly: fc.boolean() });
// Below α = 1 the slope of |Δ|^α at 0 is infinite: rounding of a difference that should be 0 would show.
const smoothCosts = fc.record({
  costExponent: fc.double({ min: 1, max: 2, noNaN: true }),
  potentiationOnly: fc.boolean(),
});
const noDecay = { decayTime: Number.POSITIVE_INFINITY };

const single = (policy: PolicyName, synapses: number, rest: { threshold: number; decayTime?: number }) => {
  const ledger = new Ledger();
  const layers = [{ neuronCount: 1, inputCount: synapses }];
  const weights = new Float64Array(synapses);
  const store = createStore({
    layers,
    weights,
    policy,
    decayTime: Infinity,
    period: periodOf(rest.threshold),
    ...rest,
    ledger,
  }) as CachingStore;
  return { store, ledger };
};

describe.each(policyNames)("%s", (policy) => {
  it("does what the definitions say, exactly for integers", () =>
    fc.assert(
      fc.property(integerWalks, threshold, integerPrices, exactCosts, (walk, theta, prices, cost) => {
        const setting = { ...prices, ...cost, policy, threshold: theta, ...noDecay };
        expect(keep(walk, setting).energies).toEqual(energiesByDefinition(walk, setting));
      }),
    ));

  it("does what the definitions say with decay, within rounding", () =>
    fc.assert(
      fc.property(integerWalks, decayTime, integerPrices, smoothCosts, (walk, tau, prices, cost) => {
        // 2.71 keeps clear of a tie between s and θ, which rounding would decide.
        const setting = { ...prices, ...cost, policy, threshold: 2.71, decayTime: tau };
        const [found, expected] = [keep(walk, setting).energies, energiesByDefinition(walk, setting)];
        for (const part of parts) {
          // α ≤ 2 and |s| ≤ 78 make a size at most 78 |s|; a price is at most 5.
          expectClose(found[part], expected[part], { absolute: 400 * roundingOf(walk) }, { part, walk, setting });
        }
      }),
    ));

  it("keeps w = s + l at every step", () =>
    fc.assert(
      fc.property(integerWalks, threshold, decayTime, (walk, theta, tau) => {
        const ledger = new Ledger();
        const weights = Float64Array.from(walk.start);
        const options = {
          layers: walk.layers,
          weights,
          policy,
          threshold: theta,
          period: periodOf(theta),
          decayTime: tau,
          ledger,
        };
        const store = createStore(options);
        for (const delta of walk.steps) {
          follow(store, { ...walk, steps: [delta] });
          // `none` has no transient part: what the rule reads is persistent.
          if (!(store instanceof CachingStore)) continue;
          const { transient, persistent } = store;
          expect([...store.weights]).toEqual([...transient].map((s, i) => s + persistent[i]!));
        }
      }),
    ));

  it("keeps exactly w(0) + ΣΔw of integers that do not decay", () =>
    fc.assert(
      fc.property(integerWalks, threshold, (walk, theta) => {
        const { weights } = keep(walk, { ...everythingFree, policy, threshold: theta, ...noDecay });
        const sum = walk.start.map((w, i) => walk.steps.reduce((total, delta) => total + (delta?.[i] ?? 0), w));
        expect(weights).toEqual(sum);
      }),
    ));

  it("with θ = 0 is learning without caching, at any price and decay: exactly for integers", () =>
    fc.assert(
      fc.property(integerWalks, decayTime, integerPrices, exactCosts, (walk, tau, prices, cost) => {
        const setting = { ...prices, ...cost, threshold: 0, decayTime: tau };
        expect(keep(walk, { ...setting, policy })).toEqual(keep(walk, { ...setting, policy: "none" }));
      }),
    ));

  it("with θ = 0 is learning without caching, within rounding for real weights", () =>
    fc.assert(
      fc.property(realWalks, decayTime, smoothCosts, (walk, tau, cost) => {
        const setting = { ...everythingFree, ...cost, threshold: 0, decayTime: tau };
        const [cached, classic] = [keep(walk, { ...setting, policy }), keep(walk, { ...setting, policy: "none" })];
        expect(cached.weights).toEqual(classic.weights);
        for (const part of parts) {
          // |Δ|^α with α ≤ 2 and |Δ| ≤ 3 is at most 9 a synapse and step, whatever the distance travelled.
          const tolerance = { relative: 1e-12, absolute: 3 * roundingOf(walk) };
          expectClose(cached.energies[part], classic.energies[part], tolerance, { part, walk, setting });
        }
      }),
    ));

  // Without caching there is no θ, and every change is paid for.
  it.skipIf(policy === "none")("with θ = ∞, no decay and c = 0 costs exactly M_min for integers", () =>
    fc.assert(
      fc.property(integerWalks, exactCosts, (walk, cost) => {
        const setting = { ...everythingFree, ...cost, policy, threshold: Infinity, ...noDecay };
        const { energy, minimalEnergy } = keep(walk, setting).energies;
        expect(energy).toBe(minimalEnergy);
      }),
    ),
  );

  it.skipIf(policy === "none")("with θ = ∞, no decay and c = 0 costs M_min within rounding for real weights", () =>
    fc.assert(
      fc.property(realWalks, (walk) => {
        const setting = { ...everythingFree, policy, threshold: Infinity, ...noDecay };
        const { energy, minimalEnergy } = keep(walk, setting).energies;
        expectClose(energy, minimalEnergy, { absolute: roundingOf(walk) }, { walk });
      }),
    ),
  );

  // The triangle inequality; it holds for α ≤ 1 as |a + b|^α ≤ |a|^α + |b|^α, and for the positive part.
  it("never costs less than M_min when c = 0 and nothing decays", () =>
    fc.assert(
      fc.property(
        integerWalks,
        threshold,
        fc.constantFrom(0, 1),
        fc.boolean(),
        (walk, theta, costExponent, potentiationOnly) => {
          const cost = { costExponent, potentiationOnly };
          const { energies } = keep(walk, { ...everythingFree, ...cost, policy, threshold: theta, ...noDecay });
          expect(energies.energy).toBeGreaterThanOrEqual(energies.minimalEnergy);
        },
      ),
    ));

  it("does not care in which order the synapses of a neuron lie", () =>
    fc.assert(
      fc.property(integerWalks, fc.integer(), threshold, integerPrices, (walk, turn, theta, prices) => {
        const moved = permuted(walk, turn);
        const setting = { ...everythingFree, ...prices, policy, threshold: theta, ...noDecay };
        const [before, after] = [keep(walk, setting), keep(moved.walk, setting)];
        expect(after.energies).toEqual(before.energies);
        expect(after.weights).toEqual(moved.of(before.weights));
      }),
    ));

  it("has an energy that is linear in c", () =>
    fc.assert(
      fc.property(integerWalks, threshold, fc.nat(100), fc.nat(100), (walk, theta, some, more) => {
        const energyAt = (maintenanceCost: number): number =>
          keep(walk, { ...everythingFree, policy, threshold: theta, ...noDecay, maintenanceCost }).energies.energy;
        expect(energyAt(some + more)).toBe(energyAt(some) + energyAt(more) - energyAt(0));
      }),
    ));

  it("charges b for no change where all are consolidated at once, and for all where none is", () =>
    fc.assert(
      fc.property(integerWalks, (walk) => {
        const charged = (theta: number): number =>
          keep(walk, { ...everythingFree, changeCost: 1, policy, threshold: theta, ...noDecay }).energies.changeEnergy;
        const all = walk.steps.flatMap((delta) => delta ?? []).reduce((sum, value) => sum + Math.abs(value), 0);
        expect(charged(0)).toBe(0);
        expect(charged(Infinity)).toBe(policy === "none" ? 0 : all);
      }),
    ));

  it("charges c_l for the persistent part of every step", () =>
    fc.assert(
      fc.property(integerWalks, (walk) => {
        const price = { ...everythingFree, persistentMaintenanceCost: 1, policy, ...noDecay };
        const norm = (vector: readonly number[]): number => vector.reduce((sum, value) => sum + Math.abs(value), 0);
        let [w, held] = [walk.start, 0];
        for (const delta of walk.steps) {
          held += norm(w);
          w = w.map((value, i) => value + (delta?.[i] ?? 0));
        }
        // θ = 0: l is w. θ = ∞: l stays w(0).
        expect(keep(walk, { ...price, threshold: 0 }).energies.persistentMaintenanceEnergy).toBe(held);
        if (policy === "none") return;
        const never = keep(walk, { ...price, threshold: Infinity }).energies.persistentMaintenanceEnergy;
        expect(never).toBe(norm(walk.start) * walk.steps.length);
      }),
    ));

  it("advances n steps as n times one step", () =>
    fc.assert(
      fc.property(integerWalks, threshold, decayTime, fc.integer({ min: 0, max: 9 }), (walk, theta, tau, steps) => {
        const energiesWith = (advance: (store: Store) => void): Energies => {
          const ledger = new Ledger();
          const weights = Float64Array.from(walk.start);
          const options = {
            layers: walk.layers,
            weights,
            policy,
            threshold: theta,
            period: periodOf(theta),
            decayTime: tau,
            ledger,
          };
          const store = createStore(options);
          follow(store, walk);
          advance(store);
          const prices = { maintenanceCost: 1, changeCost: 1, persistentMaintenanceCost: 1 };
          return energiesNow(store, ledger, weights, prices);
        };
        const atOnce = energiesWith((store) => store.advance(steps));
        const oneByOne = energiesWith((store) => {
          for (let i = 0; i < steps; i++) store.advance(1);
        });
        expect(atOnce).toEqual(oneByOne);
      }),
    ));

  it("does not write to the weights it was given, nor to the change", () => {
    const weights = Float64Array.of(1, 2);
    const delta = Float64Array.of(3, -4);
    const layers = [{ neuronCount: 1, inputCount: 2 }];
    const store = createStore({ layers, weights, policy, threshold: 1, period: 1, decayTime: 2, ledger: new Ledger() });
    store.advance(1);
    store.change(delta);
    store.finish();
    expect([[...weights], [...delta]]).toEqual([
      [1, 2],
      [3, -4],
    ]);
  });
});

/** The same walk with the synapses of every neuron turned by `turn` places, and the turn for other vectors. */
function permuted(walk: Walk, turn: number) {
  const order: number[] = [];
  for (const { neuronCount, inputCount } of walk.layers) {
    for (let neuron = 0; neuron < neuronCount; neuron++) {
      const begin = order.length;
      const shift = ((turn % inputCount) + inputCount) % inputCount;
      for (let i = 0; i < inputCount; i++) order.push(begin + ((i + shift) % inputCount));
    }
  }
  const of = (vector: readonly number[]): number[] => order.map((i) => vector[i]!);
  const steps = walk.steps.map((delta) => (delta === null ? null : of(delta)));
  return { walk: { ...walk, start: of(walk.start), steps }, of };
}

describe("one time step, by hand", () => {
  it("decays, then charges, then changes, then tests: s = 4 at factor ½ is charged as 2", () => {
    // τ = 1/ln 2, so that s halves every step. One synapse, θ = 4.
    const { store, ledger } = single("local-local", 1, { threshold: 4, decayTime: 1 / Math.LN2 });
    store.advance(1);
    store.change(Float64Array.of(4));
    expect([store.transient[0], store.persistent[0], ledger.tally(0).transientHeld]).toEqual([4, 0, 0]);
    store.advance(1);
    expectClose(ledger.tally(0).transientHeld, 2, { relative: 1e-15 }, "charged after decay, before the change");
    // 2 + 4 = 6 exceeds 4: all of it is consolidated, and nothing is left to be charged.
    store.change(Float64Array.of(4));
    expectClose(ledger.tally(0).consolidated, 6, { relative: 1e-15 }, "consolidated");
    expect(store.transient[0]).toBe(0);
    store.advance(1);
    expectClose(ledger.tally(0).transientHeld, 2, { relative: 1e-15 }, "nothing held after consolidation");
    expectClose(store.weights[0]!, 6, { relative: 1e-15 }, "w");
  });

  it("decays where nothing changes, and does not test the threshold there", () => {
    const { store, ledger } = single("local-local", 1, { threshold: 1, decayTime: 1 / Math.LN2 });
    store.change(Float64Array.of(1));
    store.advance(2);
    expectClose(store.transient[0]!, 0.25, { relative: 1e-15 }, "s after two halvings");
    expectClose(ledger.tally(0).transientHeld, 0.5 + 0.25, { relative: 1e-15 }, "held in two steps");
    expect(ledger.tally(0).consolidated).toBe(0);
  });

  it("tests strictly: |s| = θ stays, on either side", () => {
    for (const sign of [1, -1]) {
      const { store } = single("local-local", 1, { threshold: 3 });
      store.change(Float64Array.of(3 * sign));
      expect([store.transient[0], store.persistent[0]], `sign ${sign}`).toEqual([3 * sign, 0]);
      store.change(Float64Array.of(sign));
      expect([store.transient[0], store.persistent[0]], `sign ${sign}`).toEqual([0, 4 * sign]);
    }
  });

  it("tests the sum of |s| strictly under global-global: 1 + 2 = 3 stays", () => {
    const { store } = single("global-global", 2, { threshold: 3 });
    store.change(Float64Array.of(1, -2));
    expect([...store.transient]).toEqual([1, -2]);
    store.change(Float64Array.of(0, -1));
    expect([[...store.transient], [...store.persistent]]).toEqual([
      [0, 0],
      [1, -3],
    ]);
  });
});

// Two neurons of two synapses in a layer, one neuron of one synapse in the next; s goes to 3, 1 | 1, 1 || 2 at once.
describe("who is consolidated when s = 3, 1 | 1, 1 || 2", () => {
  const layers = [
    { neuronCount: 2, inputCount: 2 },
    { neuronCount: 1, inputCount: 1 },
  ];
  it.each([
    ["local-local", 2.5, [3, 0, 0, 0, 0], 1 + 1 + 1 + 2],
    ["local-global", 2.5, [3, 1, 0, 0, 0], 1 + 1 + 2],
    ["local-layer", 2.5, [3, 1, 1, 1, 0], 2],
    ["global-global", 2.5, [3, 1, 0, 0, 0], 1 + 1 + 2],
    ["global-global", 1.5, [3, 1, 1, 1, 2], 0],
    ["global-global", 4, [0, 0, 0, 0, 0], 3 + 1 + 1 + 1 + 2],
    ["local-local", 0.5, [3, 1, 1, 1, 2], 0],
  ] as const)("%s, θ = %d", (policy, theta, persistent, charged) => {
    const ledger = new Ledger();
    const weights = new Float64Array(5);
    const store = new CachingStore({
      layers,
      weights,
      policy,
      threshold: theta,
      period: periodOf(theta),
      decayTime: Infinity,
      ledger,
    });
    store.change(Float64Array.of(3, 1, 1, 1, 2));
    expect([...store.persistent]).toEqual(persistent);
    expect([...store.weights]).toEqual([3, 1, 1, 1, 2]);
    const { consolidated, transientChanged } = ledger.tally(0);
    expect(consolidated).toBe(persistent.reduce<number>((sum, value) => sum + value, 0));
    // b is charged on Δs of the synapses that were not consolidated at once.
    expect(transientChanged).toBe(charged);
    expect(store.residual()).toBe(8 - consolidated);
  });
});

it("holds nothing transient once everything is consolidated at the end", () => {
  const { store, ledger } = single("local-local", 1, { threshold: 10 });
  store.change(Float64Array.of(8));
  store.finish();
  store.advance(1);
  expect(ledger.tally(0)).toMatchObject({ transientHeld: 0, persistentHeld: 8, consolidated: 8 });
});

it("charges b on the change alone, not on decay, nor on what consolidation takes away", () => {
  const { store, ledger } = single("local-local", 1, { threshold: 10, decayTime: 1 / Math.LN2 });
  store.change(Float64Array.of(8));
  store.advance(3);
  store.change(Float64Array.of(-2));
  expect(ledger.tally(0).transientChanged).toBe(8 + 2);
  store.finish();
  expect(ledger.tally(0).transientChanged).toBe(8 + 2);
});

it("applies α and potentiation-only to what is consolidated and to M_min alike", () => {
  // w goes 0 → 3 → 1 in two changes that are consolidated on their own: |Δl| is 3, then 2 down; |w(T) − w(0)| = 1.
  const walk: Walk = { layers: [{ neuronCount: 1, inputCount: 1 }], start: [0], steps: [[3], [-2]] };
  const setting = { ...everythingFree, policy: "local-local", threshold: 0, ...noDecay } as const;
  const of = (costExponent: number, potentiationOnly: boolean) => {
    const { energy, minimalEnergy } = keep(walk, { ...setting, costExponent, potentiationOnly }).energies;
    return [energy, minimalEnergy];
  };
  expect(of(1, false)).toEqual([3 + 2, 1]);
  expect(of(2, false)).toEqual([9 + 4, 1]);
  expect(of(0, false)).toEqual([2, 1]);
  expect(of(1, true)).toEqual([3, 1]);
  expect(of(2, true)).toEqual([9, 1]);
});

describe("storesSideBySide", () => {
  const caching = Object.keys(cachingPolicies) as (keyof typeof cachingPolicies)[];
  const settings = fc.array(fc.record({ policy: fc.constantFrom(...policyNames), threshold }), {
    minLength: 1,
    maxLength: 5,
  });

  it("is each store on its own", () =>
    fc.assert(
      fc.property(integerWalks, settings, integerPrices, (walk, chosen, prices) => {
        const full = chosen.map((setting) => ({ ...everythingFree, ...prices, ...setting, ...noDecay }));
        const start = Float64Array.from(walk.start);
        const runs = full.map((setting) => {
          const ledger = new Ledger(setting);
          return {
            ledger,
            store: createStore({
              ...setting,
              period: periodOf(setting.threshold),
              layers: walk.layers,
              weights: start,
              ledger,
            }),
          };
        });
        const together = storesSideBySide(runs.map(({ store }) => store) as [Store, ...Store[]]);
        follow(together, walk);
        expect(together.residual()).toBe(runs[0]!.store.residual());
        together.finish();
        runs.forEach(({ store, ledger }, i) => {
          const alone = keep(walk, full[i]!);
          expect(energiesNow(store, ledger, start, prices)).toEqual(alone.energies);
          expect([...together.weights]).toEqual(alone.weights);
        });
      }),
    ));

  it("has as many policies to compare as the table", () => expect(caching).toHaveLength(policyNames.length - 1));
});

describe("a store of a cache that is given as data", () => {
  const network = () => ({
    ...{ layers: [{ neuronCount: 2, inputCount: 3 }], weights: new Float64Array(6), ledger: new Ledger() },
  });
  const cache: CacheSetting = { group: "neuron", trigger: { sum: 2 }, keeps: "nothing", decayTime: 5 };

  it.each(policyNames)("keeps weights as that of the policy does (%s)", (policy) =>
    fc.assert(
      fc.property(realWalks, ({ layers, start, steps }) => {
        const tallies = [
          { policy, threshold: 1.5, period: 2, decayTime: 7 },
          { cache: cacheOf({ policy, threshold: 1.5, period: 2, decayTime: 7 }) },
        ];
        const [named, asData] = tallies.map((given) => {
          const ledger = new Ledger();
          const store = createStore({ ...given, layers, weights: Float64Array.from(start), ledger });
          for (const delta of steps) {
            store.advance(1);
            if (delta !== null) store.change(Float64Array.from(delta));
          }
          store.finish();
          return { weights: [...store.weights], tally: ledger.tally(0) };
        });
        expect(asData).toEqual(named);
      }),
    ),
  );

  it.each<[string, object, RegExp]>([
    ["a group that is none", { group: "column" }, /^cache\.group must be one of synapse, neuron, layer, got "column"/],
    ["a clock that is none", { trigger: { every: 0.5 } }, /^cache\.trigger\.every must be an integer ≥ 1/],
    ["a trigger that is none", { trigger: { median: 5 } }, /^cache\.trigger must be one condition/],
    ["two conditions", { trigger: { largest: 1, sum: 2 } }, /^cache\.trigger must be one condition/],
    ["a threshold below 0", { trigger: { largest: -1 } }, /^cache\.trigger\.largest must be ≥ 0/],
    [
      "a group that would be left at its threshold",
      { keeps: "threshold" },
      /^cache\.keeps must be "nothing" .* got "threshold"/,
    ],
    ["no decay time", { decayTime: undefined }, /^cache\.decayTime must be > 0/],
    ["a misspelt key", { decaytime: 5 }, /^cache has no "decaytime"/],
  ])("refuses %s", (_, given, message) => {
    const wrong = { ...cache, ...given } as CacheSetting;
    expect(() => createStore({ ...network(), cache: wrong })).toThrow(message);
  });

  it("refuses a cache beside a policy, and learning without one where s is to be looked at", () => {
    const both = { ...network(), cache, policy: "local-local" as const };
    expect(() => createStore(both)).toThrow(/options of a store with a cache has no "policy"/);
    const none = { ...network(), cache: null as unknown as CacheSetting };
    expect(() => new CachingStore(none)).toThrow(/^cache must be a cache, got null/);
  });
});
