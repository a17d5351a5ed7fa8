import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learn } from "../../src/caching/learn.js";
import { Ledger } from "../../src/caching/ledger.js";
import { policyNames } from "../../src/caching/policies.js";
import { createStore } from "../../src/caching/store.js";
import { runParametersOf } from "../../src/mlp/engine.js";
import { mlpEngines } from "../../src/mlp/engines.js";
import { initialWeights, networkLayers } from "../../src/mlp/network.js";
import { type MlpOptions, mlpEngineNames, mlpSchema } from "../../src/mlp/parameters.js";
import { backpropagationRule } from "../../src/mlp/rule.js";
import { type MlpRun, simulateMlp } from "../../src/mlp/simulate.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { energiesByDefinition } from "../caching/definition.js";
import { periodOf } from "../caching/walks.js";
import { expectClose } from "../math/close.js";
import { tinyDigits } from "./tiny-digits.js";

const task = tinyDigits(30, 10);
const clocked = (given: MlpOptions): MlpOptions =>
  given.policy === "clock" ? { period: periodOf(Number(given.threshold)), ...given } : given;
const common: MlpOptions = { hiddenCount: 6, learningRate: 2, threshold: 0.3, maxPatterns: 75, evaluateEvery: 30 };
const parts = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const satisfies (keyof MlpRun)[];
const exponents = [0, 0.5, 1, 1.5, 2];

const runOf = (given: MlpOptions): MlpRun => simulateMlp(task, { ...common, ...clocked(given) }).runs[0]!;

/** Every proposed change of the weights, as the rule makes it while learning in a store of its own. */
function recordedWalk(given: MlpOptions) {
  const parameters = mlpSchema.parse({ ...common, ...given });
  const layers = networkLayers(task.train.pixelCount, parameters.hiddenCount);
  const start = initialWeights(6 * (task.train.pixelCount + 10), parameters.seed);
  const rule = backpropagationRule(task.train, parameters);
  const steps: number[][] = [];
  learn<number>({
    rule: {
      propose(weights, sample, change) {
        const changed = rule.propose(weights, sample, change);
        steps.push([...change]);
        return changed;
      },
    },
    store: createStore({
      ...runParametersOf(mlpSchema.parse({ ...common, ...clocked(given) })),
      layers,
      weights: start,
      ledger: new Ledger(),
    }),
    samples: Array.from({ length: task.train.imageCount }, (_, image) => image),
    maxEpochs: 3,
    afterStep: (timestepCount) => timestepCount === parameters.maxPatterns,
  });
  return { layers, start: [...start], steps };
}

// Doubles in another order; float32 over 75 steps, which learning at this rate magnifies some ten times.
const rounding = { reference: 1e-9, fast: 3e-6 } as const;

describe.each(mlpEngineNames)("engine %s", (engine) => {
  describe.each(policyNames)("under %s", (policy) => {
    it.each(exponents)("has the energies of the definition, with α = %d", (costExponent) => {
      for (const potentiationOnly of [false, true]) {
        const prices = { maintenanceCost: 0.01, changeCost: 0.3, persistentMaintenanceCost: 0.002 };
        const setting = { policy, threshold: 0.3, decayTime: 40, costExponent, potentiationOnly };
        const expected = energiesByDefinition(recordedWalk(setting), { ...setting, ...prices });
        const found = runOf({ engine, ...setting, ...prices });
        for (const part of parts) {
          expectClose(found[part], expected[part], { relative: rounding[engine] }, { ...setting, part });
        }
      }
    });
  });

  it("charges b and c_l in proportion, and nothing else for them", () => {
    const given = { engine, decayTime: 50 } as const;
    const [free, one, three] = [0, 1, 3].map((price) =>
      runOf({ ...given, changeCost: 0.1 * price, persistentMaintenanceCost: 0.01 * price }),
    );
    expect([free!.changeEnergy, free!.persistentMaintenanceEnergy]).toEqual([0, 0]);
    expect(one!.changeEnergy).toBeGreaterThan(0);
    expect(one!.persistentMaintenanceEnergy).toBeGreaterThan(0);
    for (const part of ["changeEnergy", "persistentMaintenanceEnergy"] as const) {
      // The products of two prices round.
      expectClose(three![part], 3 * one![part], { relative: 1e-14 }, { part });
    }
    for (const part of ["consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const) {
      expect(three![part]).toBe(free![part]);
    }
  });

  it("has parts that add up at every evaluation, whatever is priced", () => {
    const { curve } = runOf({ engine, costExponent: 1.5, changeCost: 0.2, persistentMaintenanceCost: 0.01 });
    expect(curve).toHaveLength(3);
    for (const row of curve) {
      const [energy, ...four] = parts.slice(0, 5).map((part) => row[part]);
      expect(energy).toBe(four.reduce((sum, part) => sum + part, 0));
      expect(row.inefficiency).toBe(energy! / row.minimalEnergy);
    }
  });

  it.each([0.5, 1.5])("costs M_min where nothing is consolidated before the end, with α = %d", (costExponent) => {
    const { curve } = runOf({ engine, costExponent, threshold: Infinity });
    // w − w(0) rounds in the 16th digit of w, and is a thousandth of it or more.
    for (const row of curve) expectClose(row.energy, row.minimalEnergy, { relative: 1e-9 }, {});
  });

  it("with θ = 0 changes no s that outlives its step", () =>
    expect(runOf({ engine, threshold: 0, changeCost: 1 }).changeEnergy).toBe(0));

  it("takes α = 1 that is given for what it is without", () => {
    const given = runOf({ engine, costExponent: 1, potentiationOnly: false, changeCost: 0 });
    expect(given).toEqual(runOf({ engine }));
  });
});

it("a tally of the fast engine has what takes time only where it has a price", () => {
  const tallyOf = (given: MlpOptions) =>
    mlpEngines.fast.run(task, runParametersOf(mlpSchema.parse({ ...common, ...given })), 1).tally;
  expect(tallyOf({ costExponent: 2 })).toMatchObject({ transientChanged: null, persistentHeld: null });
  const counted = tallyOf({ changeCost: 0.1 });
  expect(counted.transientChanged).toBeGreaterThan(0);
  expect(counted.persistentHeld).toBeGreaterThan(0);
});

it("the fast engine gives the energies of the reference engine at any prices", () => {
  const price = fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 1, noNaN: true }));
  const options = fc.record({
    policy: fc.constantFrom(...policyNames),
    threshold: fc.constantFrom(0, 0.01, 0.3, 2, Infinity),
    decayTime: fc.constantFrom(10, 100, Infinity),
    learningRate: fc.double({ min: 0.01, max: 1, noNaN: true }),
    hiddenCount: fc.integer({ min: 1, max: 25 }),
    costExponent: fc.constantFrom(...exponents),
    potentiationOnly: fc.boolean(),
    maintenanceCost: price,
    changeCost: price,
    persistentMaintenanceCost: price,
  });
  fc.assert(
    fc.property(options, fc.integer({ min: 0, max: 1000 }), (given, seed) => {
      const [fast, reference] = mlpEngineNames.map((engine) => runOf({ ...given, engine, seed }));
      expect(fast!.curve).toHaveLength(reference!.curve.length);
      reference!.curve.forEach((row, i) => {
        // As for magnitudes (`fast.test.ts`): 75 steps of float32 rounding. A change that rounds to 0 counts as 1 less at α = 0.
        const allowed = { relative: 1e-4, absolute: 1e-6 * row.energy };
        for (const part of parts) expectClose(fast!.curve[i]![part], row[part], allowed, { given, seed, part });
      });
    }),
    // Rounding may move a consolidation by a step, with a chance of about 1e-6 each: the examples are always the same.
    { numRuns: 150, seed: 2 },
  );
});

it("the fast engine refuses small exponents where much decays, and says what does it", () => {
  const given = { costExponent: 0.1, decayTime: 2 } as const;
  expect(() => runOf({ ...given, engine: "fast" })).toThrow(UsageError);
  expect(() => runOf({ ...given, engine: "fast" })).toThrow(
    /costExponent must be ≥ 0\.25 .* got 0\.1 with 75 patterns and a decay time of 2\. .*--engine reference/,
  );
  for (const allowed of [{ engine: "reference" }, { policy: "none" }, { decayTime: 2.5 }, { costExponent: 0.25 }]) {
    expect(() => runOf({ ...given, ...(allowed as MlpOptions) })).not.toThrow();
  }
});

it.each<[object, string]>([
  [{ costExponent: -1 }, "costExponent must be ≥ 0 and ≤ 10 (dimensionless), got -1."],
  [{ costExponent: Infinity }, "costExponent must be ≥ 0 and ≤ 10 (dimensionless), got Infinity."],
  [{ potentiationOnly: 1 }, "potentiationOnly must be true or false, got 1."],
  [{ changeCost: -0.1 }, "changeCost must be ≥ 0 (energy per weight unit), got -0.1."],
  [
    { persistentMaintenanceCost: "1" },
    'persistentMaintenanceCost must be ≥ 0 (energy per weight unit and time step), got "1".',
  ],
])("refuses %j", (given, message) => {
  expect(() => runOf(given as MlpOptions)).toThrow(UsageError);
  expect(() => runOf(given as MlpOptions)).toThrow(message);
});

it("has them among its parameters only where they are given", () => {
  const keys = (given: MlpOptions) => Object.keys(simulateMlp(task, { ...common, ...given }).parameters);
  expect(keys({})).not.toEqual(expect.arrayContaining(["costExponent"]));
  expect(keys({ costExponent: 1, changeCost: 0 })).toEqual(expect.arrayContaining(["costExponent", "changeCost"]));
});
