import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyAtThreshold } from "../../src/caching/cache.js";
import { policyNames } from "../../src/caching/policies.js";
import { mean } from "../../src/math/statistics.js";
import type { PerceptronCurveRow, PerceptronOutcome } from "../../src/perceptron/engine.js";
import { perceptronEngineNames, perceptronSchema } from "../../src/perceptron/parameters.js";
import { simulatePerceptron, simulatePerceptronSettings } from "../../src/perceptron/simulate.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { perceptronLearning } from "../../src/theory/perceptron-learning.js";
import { periodOf } from "../caching/walks.js";
import { expectClose } from "../math/close.js";
import { cases } from "./cases.js";
import { type PricedParameters, pricedEngines } from "./priced-engines.js";

const referenceEngine = pricedEngines.reference;

const parametersOf = (task: PatternSet, given: Partial<PricedParameters> = {}): PricedParameters => {
  const { inputCount, patternCount } = task;
  return { ...perceptronSchema.parse({}), inputCount, patternCount, threshold: 5, ...given };
};

const energyParts = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const satisfies (keyof PerceptronOutcome)[];

const trajectoryOf = ({ converged, epochCount, updateCount, timestepCount, minimalEnergy }: PerceptronOutcome) => ({
  converged,
  epochCount,
  updateCount,
  timestepCount,
  minimalEnergy,
});

// Small sizes, where everything is odd, and larger ones, past the 64 synapses a compiled loop may take at once.
const size = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.integer({ min: 21, max: 90 }));
const tasks = fc
  .tuple(size, size, fc.nat(1000))
  .map(([inputCount, patternCount, seed]) => randomPatterns(inputCount, patternCount, seed));

/** Patterns of integers that are not ±1, 0 among them. */
const integerTasks = tasks.map((task) => ({
  ...task,
  patterns: task.patterns.map((sign, i) => sign * ((i * i) % 5)) as Int8Array,
}));

/** Patterns of any real numbers, so that nothing is an integer but the bias. */
const realTasks = tasks.map((task) => ({
  ...task,
  patterns: Float64Array.from(task.patterns, (sign, i) => sign * (0.1 + Math.abs(Math.sin(i + 1)))),
}));

const cachings = fc
  .record({
    policy: fc.constantFrom(...policyNames),
    threshold: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constant(Number.POSITIVE_INFINITY)),
  })
  .map((caching) => ({ ...caching, period: periodOf(caching.threshold) }));
const integerPrices = fc.record({
  maintenanceCost: fc.integer({ min: 0, max: 3 }),
  changeCost: fc.integer({ min: 0, max: 3 }),
  persistentMaintenanceCost: fc.integer({ min: 0, max: 3 }),
  costExponent: fc.constantFrom(0, 1, 2),
  potentiationOnly: fc.boolean(),
});
const MAX_EPOCHS = 30;

// The published program, on the same patterns (test/fixtures/cases/README.md): integers exactly, decay to 1e-9.
const ofCases = (decayTime: number) => ({ relative: decayTime === Number.POSITIVE_INFINITY ? 0 : 1e-9 });

it("names every engine of the schema", () => expect(Object.keys(pricedEngines)).toEqual([...perceptronEngineNames]));

describe.each(Object.entries(pricedEngines))("engine %s", (name, engine) => {
  describe.each(cases)("the case $name ($policy, θ = $threshold, τ = $decayTime)", (expected) => {
    const { task, policy, threshold, decayTime, maxEpochs } = expected;
    const parameters = parametersOf(task, { policy, threshold, decayTime, maxEpochs, maintenanceCost: 1 });
    const outcome = engine.run(task, parameters);

    it("takes as many epochs", () => {
      expect(outcome.converged).toBe(expected.converged);
      expect(outcome.epochCount).toBe(expected.epochCount);
      expect(outcome.timestepCount).toBe(expected.epochCount * task.patternCount);
    });

    it.each(["consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const)("has the same %s", (part) =>
      expectClose(outcome[part], expected[part], ofCases(decayTime), { case: expected.name, part }),
    );
  });

  describe("agrees with the reference engine", () => {
    it("exactly on integer patterns without decay", () =>
      fc.assert(
        fc.property(fc.oneof(tasks, integerTasks), cachings, integerPrices, (task, caching, prices) => {
          const parameters = parametersOf(task, { ...caching, ...prices, maxEpochs: MAX_EPOCHS });
          expect(engine.run(task, parameters)).toEqual(referenceEngine.run(task, parameters));
        }),
      ));

    it("in the trajectory, and within rounding in the energies, with decay", () =>
      fc.assert(
        fc.property(
          tasks,
          cachings,
          integerPrices,
          fc.double({ min: 0.5, max: 1e4, noNaN: true }),
          (task, caching, prices, decayTime) => {
            const given = { ...caching, ...prices, costExponent: 1, decayTime, maxEpochs: MAX_EPOCHS };
            const parameters = parametersOf(task, given);
            const [found, expected] = [engine.run(task, parameters), referenceEngine.run(task, parameters)];
            expect(found.epochCount).toBe(expected.epochCount);
            expect(found.updateCount).toBe(expected.updateCount);
            for (const part of energyParts) {
              // At most 2700 steps of 91 synapses; a relative 1e-16 each, of sums of positive terms.
              expectClose(found[part], expected[part], { relative: 1e-11, absolute: 1e-11 }, { part, parameters });
            }
          },
        ),
      ));

    it("within rounding on real patterns", () =>
      fc.assert(
        fc.property(realTasks, cachings, integerPrices, (task, caching, prices) => {
          const given = { ...caching, ...prices, costExponent: 1, maxEpochs: MAX_EPOCHS };
          const parameters = parametersOf(task, given);
          const [found, expected] = [engine.run(task, parameters), referenceEngine.run(task, parameters)];
          expect(found.updateCount).toBe(expected.updateCount);
          for (const part of energyParts) {
            expectClose(found[part], expected[part], { relative: 1e-11, absolute: 1e-11 }, { part, parameters });
          }
        }),
      ));
  });

  describe("whatever the task", () => {
    it("draws nothing: the same numbers twice", () =>
      fc.assert(
        fc.property(tasks, cachings, fc.double({ min: 1, max: 1e4, noNaN: true }), (task, caching, decayTime) => {
          const parameters = parametersOf(task, { ...caching, decayTime, maxEpochs: MAX_EPOCHS, maintenanceCost: 1 });
          const before = task.patterns.slice();
          expect(engine.run(task, parameters)).toEqual(engine.run(task, parameters));
          expect(task.patterns).toEqual(before);
        }),
      ));

    it("has energies that add up, no smaller than M_min without decay, and their ratio", () =>
      fc.assert(
        fc.property(tasks, cachings, integerPrices, (task, caching, prices) => {
          const given = { ...caching, ...prices, costExponent: 1, maxEpochs: MAX_EPOCHS };
          const outcome = engine.run(task, parametersOf(task, given));
          const { energy, minimalEnergy, inefficiency } = outcome;
          const { consolidationEnergy, maintenanceEnergy, changeEnergy, persistentMaintenanceEnergy } = outcome;
          expect(energy).toBe(consolidationEnergy + maintenanceEnergy + changeEnergy + persistentMaintenanceEnergy);
          expect(consolidationEnergy).toBeGreaterThanOrEqual(minimalEnergy);
          expect(inefficiency).toBe(minimalEnergy > 0 ? energy / minimalEnergy : null);
        }),
      ));

    it("pays one unit a synapse and update without caching: (N + 1) K, the bias included", () =>
      fc.assert(
        fc.property(tasks, (task) => {
          const outcome = engine.run(task, parametersOf(task, { policy: "none", maxEpochs: MAX_EPOCHS }));
          expect(outcome.energy).toBe((task.inputCount + 1) * outcome.updateCount);
        }),
      ));

    it("learns the same under every policy, threshold and price where nothing decays", () =>
      fc.assert(
        fc.property(tasks, cachings, integerPrices, (task, caching, prices) => {
          const given = { ...prices, costExponent: 1, potentiationOnly: false, maxEpochs: MAX_EPOCHS };
          const classic = engine.run(task, parametersOf(task, { policy: "none", maxEpochs: MAX_EPOCHS }));
          const cached = engine.run(task, parametersOf(task, { ...caching, ...given }));
          expect(trajectoryOf(cached)).toEqual(trajectoryOf(classic));
        }),
      ));

    it("learns the same at every price where s decays", () =>
      fc.assert(
        fc.property(tasks, cachings, integerPrices, (task, caching, prices) => {
          const given = { ...caching, decayTime: 20, maxEpochs: MAX_EPOCHS };
          const free = engine.run(task, parametersOf(task, given));
          const dear = engine.run(task, parametersOf(task, { ...given, ...prices }));
          const { minimalEnergy: _free, ...learned } = trajectoryOf(free);
          const { minimalEnergy: _dear, ...learnedToo } = trajectoryOf(dear);
          expect(learnedToo).toEqual(learned);
        }),
      ));

    it("has one neuron, so that local-global and local-layer are the same", () =>
      fc.assert(
        fc.property(tasks, fc.integer({ min: 0, max: 9 }), integerPrices, (task, threshold, prices) => {
          const given = { threshold, ...prices, maxEpochs: MAX_EPOCHS };
          const neuron = engine.run(task, parametersOf(task, { ...given, policy: "local-global" }));
          expect(engine.run(task, parametersOf(task, { ...given, policy: "local-layer" }))).toEqual(neuron);
        }),
      ));

    it.each(policyNames)("costs what learning without caching does at θ = 0 (%s)", (policy) =>
      fc.assert(
        fc.property(tasks, integerPrices, (task, prices) => {
          const given = { ...prices, threshold: 0, period: periodOf(0), maxEpochs: MAX_EPOCHS };
          const classic = engine.run(task, parametersOf(task, { ...given, policy: "none" }));
          expect(engine.run(task, parametersOf(task, { ...given, policy }))).toEqual(classic);
        }),
      ),
    );

    it.each(policyNames.filter((policy) => policy !== "none"))("costs M_min at θ = ∞ and c = 0 (%s)", (policy) =>
      fc.assert(
        fc.property(tasks, (task) => {
          const given = { policy, threshold: Infinity, period: periodOf(Infinity), maxEpochs: MAX_EPOCHS };
          const { energy, minimalEnergy } = engine.run(task, parametersOf(task, given));
          expect(energy).toBe(minimalEnergy);
        }),
      ),
    );

    it("does many settings at once as one by one", () =>
      fc.assert(
        fc.property(
          tasks,
          fc.array(cachings, { minLength: 1, maxLength: 6 }),
          integerPrices,
          (task, settings, prices) => {
            const parameters = parametersOf(task, { ...prices, maxEpochs: MAX_EPOCHS });
            const together = engine.runMany(task, parameters, settings);
            expect(together).toEqual(settings.map((setting) => engine.run(task, { ...parameters, ...setting })));
          },
        ),
      ));
  });

  describe("the smallest tasks", () => {
    it.each([
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ])("x = %d, d = %d: the first presentation is a tie and wrong, the second is right", (x, d) => {
      const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(x), targets: Int8Array.of(d) };
      // w = d·x and the bias = d: two synapses move by 1.
      expect(engine.run(task, parametersOf(task, { policy: "none" }))).toEqual({
        converged: true,
        epochCount: 2,
        updateCount: 1,
        timestepCount: 2,
        energy: 2,
        consolidationEnergy: 2,
        maintenanceEnergy: 0,
        changeEnergy: 0,
        persistentMaintenanceEnergy: 0,
        minimalEnergy: 2,
        inefficiency: 1,
      });
    });

    it("charges what is held from the step after the change on, decayed", () => {
      const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(1), targets: Int8Array.of(1) };
      const given = { threshold: Infinity, decayTime: 1 / Math.LN2, maintenanceCost: 1, persistentMaintenanceCost: 1 };
      const outcome = engine.run(task, parametersOf(task, given));
      // s = 1, 1 after the first step; ½, ½ is held in the second and consolidated at the end, and l is 0 till then.
      for (const part of ["maintenanceEnergy", "consolidationEnergy", "minimalEnergy"] as const) {
        expectClose(outcome[part], 1, { relative: 1e-15 }, { part });
      }
      expect(outcome.persistentMaintenanceEnergy).toBe(0);
    });

    it("charges l from the step after consolidation on", () => {
      const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(1), targets: Int8Array.of(1) };
      const outcome = engine.run(task, parametersOf(task, { threshold: 0, persistentMaintenanceCost: 1 }));
      expect(outcome.persistentMaintenanceEnergy).toBe(2);
    });
  });

  describe("patterns that contradict each other", () => {
    const task = {
      inputCount: 3,
      patternCount: 2,
      patterns: Int8Array.of(1, -1, 1, 1, -1, 1),
      targets: Int8Array.of(1, -1),
    };

    it("are given up after maxEpochs, and say so", () => {
      const { converged, epochCount, timestepCount, updateCount } = engine.run(
        task,
        parametersOf(task, { maxEpochs: 7 }),
      );
      // The two pull w to and fro between 0 and x: the first is always a tie, the second always wrong.
      expect({ converged, epochCount, timestepCount, updateCount }).toEqual({
        converged: false,
        epochCount: 7,
        timestepCount: 14,
        updateCount: 14,
      });
    });

    it("leave no ratio where they end as they began", () => {
      const { minimalEnergy, inefficiency } = engine.run(task, parametersOf(task, { maxEpochs: 7 }));
      expect([minimalEnergy, inefficiency]).toEqual([0, null]);
    });
  });

  describe("hooks", () => {
    const task = randomPatterns(50, 60, 1);
    const curveOf = (given: Partial<PricedParameters>): { rows: PerceptronCurveRow[]; outcome: PerceptronOutcome } => {
      const rows: PerceptronCurveRow[] = [];
      const outcome = engine.run(task, parametersOf(task, given), { onEpoch: (row) => void rows.push(row) });
      return { rows, outcome };
    };

    it.each(policyNames)("give a row an epoch, the last of them the run itself (%s)", (policy) => {
      const { rows, outcome } = curveOf({ policy, threshold: 6.5, period: 7, maintenanceCost: 1, changeCost: 1 });
      expect(rows.map(({ epoch }) => epoch)).toEqual(Array.from({ length: outcome.epochCount }, (_, i) => i + 1));
      expect(rows.reduce((sum, { errorCount }) => sum + errorCount, 0)).toBe(outcome.updateCount);
      const { epoch, errorCount, residualEnergy: _, ...energies } = rows.at(-1)!;
      expect([epoch, errorCount]).toEqual([outcome.epochCount, 0]);
      expect(outcome).toMatchObject(energies);
    });

    it.each([
      ["no decay", {}],
      ["decay", { decayTime: 500 }],
    ])("say how much of the consolidation is not spent yet (%s)", (_, decay) => {
      const residuals = (threshold: number) => curveOf({ policy: "local-local", threshold, ...decay }).rows;
      // Nothing is left where every change is consolidated at once, and nothing is spent where none is.
      for (const { residualEnergy } of residuals(0)) expect(residualEnergy).toBe(0);
      for (const row of residuals(Number.POSITIVE_INFINITY)) expect(row.residualEnergy).toBe(row.consolidationEnergy);
      for (const row of residuals(2.5)) {
        expect(row.residualEnergy).toBeGreaterThan(0);
        expect(row.residualEnergy).toBeLessThan(row.consolidationEnergy);
      }
    });

    it("do so with decay, within the rounding of consolidating what is left", () => {
      const { rows, outcome } = curveOf({ threshold: 6.5, decayTime: 500, maintenanceCost: 1 });
      for (const part of energyParts) expectClose(rows.at(-1)![part], outcome[part], { relative: 1e-12 }, { part });
    });

    it("do not change the run", () => {
      const parameters = parametersOf(task, { decayTime: 500, maintenanceCost: 1 });
      expect(curveOf(parameters).outcome).toEqual(engine.run(task, parameters));
    });

    it("give a run up once it has cost more than the limit, at the end of an epoch", () => {
      const { rows, outcome } = curveOf({ policy: "none" });
      const energyLimit = outcome.energy / 2;
      const limited = engine.run(task, parametersOf(task, { policy: "none" }), { energyLimit });
      const expected = rows.find(({ energy }) => energy > energyLimit)!;
      expect(limited).toMatchObject({ converged: false, epochCount: expected.epoch, energy: expected.energy });
    });

    it("let a run end that costs no more than the limit", () => {
      const { outcome } = curveOf({ maintenanceCost: 1 });
      const parameters = parametersOf(task, { maintenanceCost: 1 });
      expect(engine.run(task, parameters, { energyLimit: outcome.energy })).toEqual(outcome);
    });
  });

  // Measured with the published program at N = 1000 (test/fixtures/reference/perceptron-classic.csv, ten seeds each).
  // Standard errors of its means and of those here are 1 to 1.5 % each from P = 100 to 1000 and 4 % at 1500; the bands
  // are some three standard errors of the difference.
  describe("inefficiency without caching", () => {
    it.each([
      [100, 11.7, 0.05],
      [500, 34.1, 0.1],
      [1000, 75.9, 0.1],
      [1500, 185, 0.2],
    ])("P = %d: %d, within a share of %d", (patternCount, expected, relative) => {
      const options = {
        patternCount,
        policy: "none",
        runs: 10,
        engine: name as (typeof perceptronEngineNames)[number],
      };
      const { summary, runs } = simulatePerceptron({ ...options, policy: "none" });
      expect(summary.convergedCount, "converged of 10").toBe(10);
      const inputs = { patternCount, inefficiencies: runs.map(({ inefficiency }) => inefficiency) };
      expectClose(summary.mean.inefficiency!, expected, { relative }, inputs);
      // The theory is too low by 1.2 to 1.7, because the weights' variance is smaller than a random walk's.
      const ratio = summary.mean.inefficiency! / perceptronLearning(1000, patternCount).inefficiency;
      expect(ratio, `P = ${patternCount}: simulation over theory`).toBeGreaterThan(1.15);
      expect(ratio, `P = ${patternCount}: simulation over theory`).toBeLessThan(1.7);
    });
  });

  // Means over the seeds of the least energy over M_min at N = P = 1000, no decay, measured with the published program
  // (test/fixtures/reference/perceptron-caching-no-decay.csv, three seeds with and three without the patterns' mean).
  // Those six scatter by 15 % at c = 1e-3, so that their mean is known to 6 % and that of ten seeds here to 5 %.
  describe("energy at the optimal threshold", () => {
    /** Half-integers, 1.35 apart: the energy A/θ + Bθ is within 1.2 % of its minimum at the nearest. */
    const halves = (low: number, high: number): number[] => {
      const count = Math.ceil(Math.log(high / low) / Math.log(1.35)) + 1;
      return Array.from({ length: count }, (_, i) => Math.floor(low * 1.35 ** i) + 0.5);
    };
    const settings: PolicyAtThreshold[] = [
      ...[0, ...halves(5, 180)].map((threshold): PolicyAtThreshold => ({ policy: "local-global", threshold })),
      ...[0, ...halves(3, 70)].map((threshold): PolicyAtThreshold => ({ policy: "local-local", threshold })),
      ...[0, ...halves(1700, 30_000)].map((threshold): PolicyAtThreshold => ({ policy: "global-global", threshold })),
    ];
    const expected = {
      "local-global": [1.25, 2.32, 10.1, 35.0, 76],
      "local-local": [1.23, 2.4, 9.1, 31.9, 76],
      "global-global": [1.26, 2.32, 9.95, 36.6, 75],
    };
    const costs = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
    let runs: PerceptronOutcome[][] | undefined;
    const allRuns = (): PerceptronOutcome[][] => {
      const engineName = name as (typeof perceptronEngineNames)[number];
      const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
      // Maintenance is counted at c = 1 and priced afterwards: energies are linear in c.
      runs ??= seeds.map((seed) =>
        simulatePerceptronSettings({ seed, maintenanceCost: 1, engine: engineName }, settings),
      );
      return runs;
    };

    it.each(Object.entries(expected))("%s: at c = 1e-5 … 1e-1, %j", (policy, ratios) => {
      costs.forEach((cost, i) => {
        const least = allRuns().map((outcomes) => {
          const own = outcomes.filter((_, k) => settings[k]!.policy === policy);
          const ratio = (o: PerceptronOutcome) =>
            (o.consolidationEnergy + cost * o.maintenanceEnergy) / o.minimalEnergy;
          return Math.min(...own.map(ratio));
        });
        expectClose(mean(least), ratios[i]!, { relative: 0.12 }, { policy, cost, least });
      });
    });

    it("is no less than M_min for free caching, and no more than without caching", () => {
      for (const outcomes of allRuns()) {
        const classic = outcomes[0]!.energy;
        for (const [k, outcome] of outcomes.entries()) {
          const message = JSON.stringify(settings[k]);
          expect(outcome.consolidationEnergy, message).toBeGreaterThanOrEqual(outcome.minimalEnergy);
          expect(outcome.consolidationEnergy, message).toBeLessThanOrEqual(classic);
        }
      }
    });
  });
});
