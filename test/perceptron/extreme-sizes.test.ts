import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { runParametersOf } from "../../src/perceptron/count.js";
import { perceptronEngines } from "../../src/perceptron/engines.js";
import { perceptronEngineNames, perceptronSchema } from "../../src/perceptron/parameters.js";
import { risingThresholds } from "../../src/perceptron/search/candidates.js";
import { searchThreshold } from "../../src/perceptron/search/optimal-threshold.js";
import { simulatePerceptron, simulatePerceptronSettings } from "../../src/perceptron/simulate.js";
import { UsageError } from "../../src/schema/usage-error.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

/** Two patterns of two inputs; what is learned of the first is unlearned of the second. */
const pair = (patterns: number[]): PatternSet => ({
  ...{ inputCount: 2, patternCount: 2 },
  ...{ patterns: Float64Array.from(patterns), targets: Int8Array.of(1, -1) },
});

const huge = (size: number): PatternSet => pair([size, size, -size, size]);

describe.each(perceptronEngineNames)("the engine %s", (engine) => {
  it.each([1e308, 1e160, 1e155])("refuses patterns of %d, whose potentials overflow, and says what to do", (size) => {
    for (const threshold of [0, 5, "auto"] as const) {
      for (const decayTime of [100, Infinity]) {
        const run = () => simulatePerceptron({ engine, threshold, decayTime, costExponent: 10 }, { task: huge(size) });
        expect(run).toThrow(UsageError);
        expect(run).toThrow(/patterns must be so small.*Divide all patterns by the same number/);
      }
    }
  });

  it("refuses patterns whose potentials overflow later on", () => {
    // By hand: w is (1.3e154, 0), then (1.3e154, 1e154), then (1.4e154, 0), with which the first has a potential of 1.82e308.
    const task = {
      ...{ inputCount: 2, patternCount: 3, targets: Int8Array.of(1, -1, 1) },
      patterns: Float64Array.of(1.3e154, 0, 0, -1e154, 1e153, -1e154),
    };
    const run = () => simulatePerceptron({ engine, maxEpochs: 50 }, { task });
    expect(run).toThrow(UsageError);
    expect(run).toThrow(/no potential w·x is beyond.*Divide all patterns by the same number/);
  });

  it.each([
    [{ costExponent: 10 }, /consolidationEnergy must be a finite number.*costExponent/],
    [{ maintenanceCost: 1e308, threshold: Infinity }, /maintenanceEnergy must be a finite number.*maintenanceCost/],
    [{ changeCost: 1e308, threshold: Infinity }, /changeEnergy must be a finite number.*changeCost/],
    [
      { persistentMaintenanceCost: 1e308 },
      /persistentMaintenanceEnergy must be a finite number.*persistentMaintenanceCost/,
    ],
  ])("refuses an energy that overflows at %j, and names the cause", (given, message) => {
    const task = huge(1e40);
    for (const decayTime of [100, Infinity]) {
      const run = () => simulatePerceptron({ engine, decayTime, maxEpochs: 20, threshold: 0, ...given }, { task });
      expect(run).toThrow(UsageError);
      expect(run).toThrow(message);
    }
  });

  it.each(["local-local", "global-global"] as const)(
    "ends its search for a threshold at the smallest numbers (%s)",
    (policy) => {
      const tiny = pair([1e-323, 5e-324, -1e-323, 1e-323]);
      for (const decayTime of [50, Infinity]) {
        const options = { engine, policy, decayTime, threshold: "auto", maxEpochs: 3 } as const;
        const { energy, thresholdSearch } = simulatePerceptron(options, { task: tiny }).runs[0]!;
        expect(energy).toSatisfy(Number.isFinite);
        // 3000 thresholds at most, 0 and Infinity, and the closer look.
        expect(thresholdSearch!.evaluatedCount).toBeLessThanOrEqual(3000 + 50);
      }
    },
  );

  it.each(policyNames)("takes τ = 1e308 for no decay: the same search (%s)", (policy) => {
    const task = randomPatterns(20, 12, 4);
    const options = { engine, policy, threshold: "auto", maintenanceCost: 1e-2 } as const;
    const [long] = simulatePerceptron({ ...options, decayTime: 1e308 }, { task }).runs;
    const [forever] = simulatePerceptron({ ...options, decayTime: Infinity }, { task }).runs;
    expect(long).toEqual(forever);
  });
});

it("serves many settings at once where s decays by less than a number can say", () => {
  const settings = [{ policy: "local-global", threshold: 2.5 }] as const;
  const at = (decayTime: number) => simulatePerceptronSettings({ inputCount: 9, patternCount: 6, decayTime }, settings);
  expect(at(1e308)).toEqual(at(Infinity));
  expect(() => at(1e6)).toThrow(/decayTime must be Infinity/);
});

it("looks at no threshold between neighbours where none but 0 and Infinity converged", () => {
  // Fast decay: half of s is lost in a step. Every threshold that is tried is a number.
  const seen: number[] = [];
  const watched = {
    ...perceptronEngines.reference,
    run: (...args: Parameters<typeof perceptronEngines.reference.run>) => {
      seen.push(Number(args[1].threshold));
      return perceptronEngines.reference.run(...args);
    },
  };
  const task = randomPatterns(10, 14, 2);
  const { inputCount, patternCount } = task;
  const parameters = { ...perceptronSchema.parse({}), inputCount, patternCount, decayTime: 0.01, maxEpochs: 40 };
  searchThreshold(watched, task, runParametersOf({ ...parameters, policy: "local-local", threshold: 0 }), parameters);
  expect(seen.filter((threshold) => !(threshold >= 0))).toEqual([]);
});

describe("candidates for a threshold", () => {
  const sizes = fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true });

  it("rise, are no more than there may be, and reach the end, however far the sizes are apart", () =>
    fc.assert(
      fc.property(fc.constantFrom(null, 0.5, 1), sizes, sizes, (first, unit, high) => {
        const points = 500;
        const found = [
          ...risingThresholds(first, unit, first === null ? high : Math.min(high, 2 ** 52), { growth: 1.05, points }),
        ];
        // 128 integers or half-integers come before the others, and rounding may take one more step.
        expect(found.length).toBeLessThanOrEqual(points + 128 + 2);
        expect(found.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
        expect(found.at(-1)).toBeGreaterThanOrEqual(first !== null ? Math.min(high, 2 ** 52) : high);
      }),
    ));
});
