import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ledger } from "../../src/caching/ledger.js";
import { policyNames } from "../../src/caching/policies.js";
import { createStore, type Store } from "../../src/caching/store.js";
import { model } from "../../src/spiking/model.js";
import { type SpikingOptions, spikingEngineNames, spikingSchema } from "../../src/spiking/parameters.js";
import { present } from "../../src/spiking/rule.js";
import { type SpikingRun, simulateSpiking } from "../../src/spiking/simulate.js";
import { SpikeTrains } from "../../src/spiking/spike-trains.js";
import { audioVisualPatterns } from "../../src/spiking/task.js";
import { runParametersOf } from "../../src/spiking/tuning.js";
import { expectClose } from "../math/close.js";

/** Sums of some 10⁴ terms in another order (`engines.test.ts`). */
const ROUNDING = 1e-9;

const parts = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const satisfies (keyof SpikingRun)[];
const exponents = [0, 0.5, 1, 1.5, 2];

// Fewer passes than it takes to be stable, so that all is counted to the end.
const common: SpikingOptions = { patternCount: 2, maxEpochs: 6, policy: "local-global", threshold: 3e-11, period: 5 };
const runOf = (given: SpikingOptions): SpikingRun => simulateSpiking({ ...common, ...given }).runs[0]!;

/**
 * The energies of a run from the recorded courses of s and l: what each change moved, and what each presentation held.
 * One synapse after the other, straight from the definitions; it shares no sum with a ledger.
 */
function energiesOfCourse(given: SpikingOptions) {
  const parameters = spikingSchema.parse({ ...common, ...given });
  const { costExponent = 1, potentiationOnly = false, changeCost = 0, persistentMaintenanceCost = 0 } = parameters;
  const zero = new Float64Array(model.inputCount);
  const layers = [{ neuronCount: 1, inputCount: model.inputCount }];
  const store = createStore({ ...runParametersOf(parameters), layers, weights: zero, ledger: new Ledger() });
  // Without a cache all of w is persistent.
  const { transient = zero, persistent = store.weights } = store as Partial<{
    transient: Float64Array;
    persistent: Float64Array;
  }>;
  const size = (change: number): number =>
    change === 0 || (potentiationOnly && change < 0) ? 0 : Math.abs(change) ** costExponent;
  const sums = { consolidated: 0, held: 0, changed: 0, persistentHeld: 0 };
  let strikes = false;
  /** Lets something happen that changes s by so much, and counts what of it goes to l. */
  const counted = (happen: () => void, delta: Float64Array): void => {
    const [before, s] = [persistent.slice(), transient.slice()];
    happen();
    delta.forEach((change, i) => {
      // Of s + Δs all has moved into l that is not left in s: nothing, or what keeps it at θ.
      const isMoved = persistent[i] !== before[i] || (store.weights !== persistent && transient[i] !== s[i]! + change);
      const moved = store.weights === persistent ? change : s[i]! + change - transient[i]!;
      if (isMoved) sums.consolidated += size(moved);
      const kept = isMoved ? Math.abs(change) - (transient[i] === 0 ? Infinity : Math.abs(moved)) : Math.abs(change);
      if (!strikes) sums.changed += Math.max(0, kept);
    });
  };
  const watched: Store = {
    ...(store as Store),
    weights: store.weights,
    change: (delta, isLast) => counted(() => store.change(delta, isLast), delta),
  };
  const patterns = audioVisualPatterns(parameters.patternCount, parameters.seed);
  const trains = new SpikeTrains(parameters.seed);
  let presentations = 0;
  for (let epoch = 0; epoch < parameters.maxEpochs; epoch++) {
    for (const pattern of patterns) {
      store.advance(1);
      presentations += 1;
      strikes = parameters.policy === "clock" && presentations % (parameters.period as number) === 0;
      sums.held += transient.reduce((sum, s) => sum + Math.abs(s), 0);
      sums.persistentHeld += persistent.reduce((sum, l) => sum + Math.abs(l), 0);
      trains.draw(pattern);
      present(watched, pattern, trains.counts, new Float64Array(model.inputCount));
      counted(() => store.endStep?.(), zero);
      // Whoever strikes leaves nothing.
      if (strikes) expect(Math.max(...transient.map(Math.abs))).toBe(0);
    }
  }
  const consolidationEnergy = sums.consolidated + transient.reduce((sum, s) => sum + size(s), 0);
  const maintenanceEnergy = parameters.maintenanceCost * sums.held;
  const changeEnergy = changeCost * sums.changed;
  const persistentMaintenanceEnergy = persistentMaintenanceCost * sums.persistentHeld;
  return {
    energy: consolidationEnergy + maintenanceEnergy + changeEnergy + persistentMaintenanceEnergy,
    consolidationEnergy,
    maintenanceEnergy,
    changeEnergy,
    persistentMaintenanceEnergy,
    minimalEnergy: store.weights.reduce((sum, w) => sum + size(w), 0),
  };
}

describe.each(spikingEngineNames)("engine %s", (engine) => {
  describe.each(policyNames)("under %s", (policy) => {
    it.each(exponents)("has the energies of the definition, with α = %d", (costExponent) => {
      for (const potentiationOnly of [false, true]) {
        const prices = { maintenanceCost: 0.01, changeCost: 0.3, persistentMaintenanceCost: 0.002 };
        const given = { policy, decayTime: 20, costExponent, potentiationOnly, ...prices };
        const [found, expected] = [runOf({ engine, ...given }), energiesOfCourse(given)];
        for (const part of parts) expectClose(found[part], expected[part], { relative: ROUNDING }, { ...given, part });
      }
    });
  });

  it("charges b and c_l in proportion, and nothing else for them", () => {
    const [free, one, three] = [0, 1, 3].map((price) =>
      runOf({ engine, changeCost: 0.1 * price, persistentMaintenanceCost: 0.01 * price }),
    );
    expect([free!.changeEnergy, free!.persistentMaintenanceEnergy]).toEqual([0, 0]);
    for (const part of ["changeEnergy", "persistentMaintenanceEnergy"] as const) {
      expect(one![part]).toBeGreaterThan(0);
      // The products of two prices round.
      expectClose(three![part], 3 * one![part], { relative: 1e-14 }, { part });
    }
    for (const part of ["consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const) {
      expect(three![part]).toBe(free![part]);
    }
  });

  it("counts every change once at α = 0, and only ups with potentiation alone", () => {
    const all = runOf({ engine, policy: "none", costExponent: 0 });
    const up = runOf({ engine, policy: "none", costExponent: 0, potentiationOnly: true });
    expect(Number.isInteger(all.energy)).toBe(true);
    expect(up.energy).toBeGreaterThan(0);
    expect(up.energy).toBeLessThan(all.energy);
    // Two patterns have at most four inputs, and weights that have changed are above 0, where they began, or back at it.
    expect(all.minimalEnergy).toBeLessThanOrEqual(4);
    expect(up.minimalEnergy).toBe(all.minimalEnergy);
  });

  it("takes α = 1 that is given for what it is without", () =>
    expect(runOf({ engine, costExponent: 1, potentiationOnly: false, changeCost: 0 })).toEqual(runOf({ engine })));
});

it("the fast engine gives the energies of the reference engine at any prices", () => {
  const price = fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 1, noNaN: true }));
  const options = fc.record({
    policy: fc.constantFrom(...policyNames),
    threshold: fc.constantFrom<SpikingOptions["threshold"][]>(0, 2e-12, 3e-11, 3e-10, Infinity, "adaptive"),
    period: fc.constantFrom<SpikingOptions["period"][]>(1, 2, 7, Infinity, "auto"),
    decayTime: fc.constantFrom(0.5, 20, Infinity),
    patternCount: fc.integer({ min: 1, max: 3 }),
    maxEpochs: fc.integer({ min: 1, max: 5 }),
    seed: fc.integer({ min: 0, max: 1000 }),
    costExponent: fc.constantFrom(...exponents),
    potentiationOnly: fc.boolean(),
    maintenanceCost: price,
    changeCost: price,
    persistentMaintenanceCost: price,
  });
  fc.assert(
    fc.property(options, (given) => {
      const [fast, reference] = spikingEngineNames.map((engine) => runOf({ ...given, engine }));
      for (const part of parts) {
        // A part may be what rounding leaves of a difference: as a share of the whole it is as small as that of the others.
        const allowed = { relative: ROUNDING, absolute: ROUNDING * reference!.energy };
        expectClose(fast![part], reference![part], allowed, { given, part });
      }
    }),
    { numRuns: 90, seed: 1 },
  );
});

it.each<[object, string]>([
  [{ costExponent: 11 }, "costExponent must be ≥ 0 and ≤ 10 (dimensionless), got 11."],
  [{ potentiationOnly: "yes" }, 'potentiationOnly must be true or false, got "yes".'],
  [{ changeCost: -1 }, "changeCost must be ≥ 0 (energy per weight unit), got -1."],
  [
    { persistentMaintenanceCost: Infinity },
    "persistentMaintenanceCost must be ≥ 0 (energy per weight unit and time step), got Infinity.",
  ],
])("refuses %j", (given, message) => expect(() => runOf(given as SpikingOptions)).toThrow(message));

it("has them among its parameters only where they are given", () => {
  const of = (given: SpikingOptions) => simulateSpiking({ ...common, maxEpochs: 1, ...given }).parameters;
  expect(of({})).not.toHaveProperty("costExponent");
  expect(of({ costExponent: 1, changeCost: 0 })).toMatchObject({ costExponent: 1, changeCost: 0 });
});
