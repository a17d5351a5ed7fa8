import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CachedLearning,
  cachedInefficiency,
  changeEnergy,
  consolidationCount,
  consolidationEnergy,
  decayingSteadyState,
  decayingTransientDensity,
  excessOptimalThreshold,
  excessSteadyState,
  finiteStepState,
  finiteStepThreshold,
  maintenanceEnergy,
  optimalThreshold,
  perceptronLearning,
  powerOptimalThreshold,
  steadyState,
  theorySummary,
  transientDensity,
} from "../../src/theory/index.js";
import { expectClose } from "../math/close.js";

const learning: CachedLearning = { inputCount: 1000, updateCount: 2000, timestepCount: 30_000, learningRate: 1 };
const walk = { updateVariance: 0.3, decayTime: 500 };
const sizes = { inputCount: 1000, patternCount: 1000, maintenanceCost: 1e-3 };

describe("what is no number of the theory is refused by its name", () => {
  it.each<[RegExp, () => unknown]>([
    [/^inputCount must be a finite number ≥ 1, got NaN/, () => perceptronLearning(Number.NaN, 10)],
    [/^inputCount/, () => perceptronLearning(0, 0)],
    [/^patternCount must be a finite number > 0, got -5/, () => perceptronLearning(10, -5)],
    [/^learningRate/, () => perceptronLearning(10, 5, Number.NaN)],
    [/^learningRate/, () => perceptronLearning(10, 5, 0)],
    [/^updateCount/, () => optimalThreshold({ ...learning, updateCount: Number.NaN }, 0)],
    [/^timestepCount/, () => cachedInefficiency({ ...learning, timestepCount: -1 }, 0)],
    [/^inputCount must be a finite number ≥ 1, got undefined/, () => consolidationCount(null as never, 1)],
    [/^the cost must be a finite number ≥ 0, got -1/, () => optimalThreshold(learning, -1)],
    [/^the cost/, () => changeEnergy(learning, 1, Number.NaN)],
    [/^threshold must be a finite number > 0, got 0/, () => consolidationEnergy(learning, 0)],
    [/^threshold/, () => maintenanceEnergy(learning, Number.NaN, 1)],
    [/^threshold/, () => transientDensity(0, 0)],
    [/^\|s\|/, () => transientDensity(Number.NaN, 1)],
    [/^threshold must be a finite number > 0, got -1/, () => steadyState(0.3, -1, 0)],
    [/^updateVariance/, () => steadyState(Number.NaN, 1, 0)],
    [/^maintenanceCost/, () => steadyState(0.3, 1, Infinity)],
    [/^decayTime must be a number > 0, got 0/, () => decayingSteadyState({ ...walk, decayTime: 0 }, 5, 0)],
    [/^decayTime/, () => decayingSteadyState({ ...walk, decayTime: Number.NaN }, 5, 0)],
    [/^threshold/, () => decayingSteadyState(walk, Number.NaN, 0)],
    [/^threshold/, () => decayingTransientDensity(0, walk, Number.NaN)],
    [/^decayTime must be a number > 0, got undefined/, () => decayingTransientDensity(0, undefined as never, 1)],
    [
      /^updateVariance must be a finite number ≥ 0, got a value of type string/,
      () => powerOptimalThreshold({ ...walk, updateVariance: "1" as never }, 1),
    ],
    [/^maintenanceCost/, () => powerOptimalThreshold(walk, Number.NaN)],
    [/^threshold/, () => finiteStepThreshold({ errorRate: 0.3, decayTime: 500 }, Number.NaN)],
    [
      /^errorRate must be a finite number ≥ 0 and ≤ 1, got 2/,
      () => finiteStepState({ errorRate: 2, decayTime: 5 }, 5, 0),
    ],
    [/^learningRate/, () => finiteStepState({ errorRate: 0.2, decayTime: 5, learningRate: 0 }, 5, 0)],
    [/^decayTime/, () => excessSteadyState({ ...walk, decayTime: 0 }, 5, 0)],
    [
      /^threshold must be ≥ 1 .*0\.5: .* 1\.20 .* 0\.3 changes.*larger/,
      () => theorySummary({ ...sizes, threshold: 0.5, errorRate: 0.3 }),
    ],
    [/^errorRate must be ≤ 1/, () => theorySummary({ ...sizes, threshold: 5, errorRate: 2 })],
    [/^errorRate/, () => theorySummary({ ...sizes, threshold: 5, errorRate: Number.NaN })],
    [/^threshold/, () => theorySummary({ ...sizes, threshold: -5, errorRate: 0.5 })],
    [/^decayTime/, () => theorySummary({ ...sizes, threshold: 5, errorRate: 0.5, decayTime: 0 })],
    [/^parameters must be an object/, () => theorySummary(undefined as never)],
  ])("%s", (message, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });
});

describe("at extremes", () => {
  it("ends: the search for the threshold of least power once met a series without an end", () => {
    expect(powerOptimalThreshold({ updateVariance: 1e-320, decayTime: 500 }, 1e308)).toBeGreaterThan(0);
  });

  it("has √(3σ_s²/c) for the threshold of least power where nothing decays so early", () => {
    // c = 1e308: the quotient is an ordinary number.
    const expected = Math.sqrt(0.9) * 1e-154;
    for (const decayTime of [500, 1e308, Infinity]) {
      const found = powerOptimalThreshold({ updateVariance: 0.3, decayTime }, 1e308);
      expectClose(found, expected, { relative: 1e-12 }, { decayTime });
    }
    // σ_s² = 1e-300: the quotient is none.
    const least = powerOptimalThreshold({ updateVariance: 1e-300, decayTime: Infinity }, 1e300);
    expectClose(least, Math.sqrt(3) * 1e-300, { relative: 1e-12 }, "θ");
  });

  it("has an optimal threshold above 0 where cT is beyond the numbers: η √(3K/T)/√c", () => {
    const expected = (Math.sqrt(6000 / 30_000) * 1e-154) as number;
    expectClose(optimalThreshold(learning, 1e308), expected, { relative: 1e-12 }, "θ̂");
  });

  it("has rate and power where θ² is no ordinary number: σ_s²/θ/θ and σ_s²/θ", () => {
    const { consolidationRate, consolidationPower } = steadyState(0.3, 1e200, 0);
    expect([consolidationRate, consolidationPower]).toEqual([0, 0.3 / 1e200]);
    expect(steadyState(1e-300, 1e-170, 0).consolidationPower).toBe(1e-300 / 1e-170);
    expectClose(transientDensity(0, 1e-170), 1e170, { relative: 1e-15 }, "density");
  });

  it("says that a result is beyond the numbers, and what to do", () => {
    expect(() => steadyState(1, 1e-320, 0)).toThrow(/^consolidationRate is beyond the largest number.*less extreme/);
    expect(() => steadyState(0.3, 5, 1.7e308)).toThrow(/^maintenancePower is beyond/);
    expect(() => perceptronLearning(1e300, 1e300)).toThrow(/is beyond the largest number/);
    expect(() => theorySummary({ ...sizes, maintenanceCost: 1e308, threshold: 5.5, errorRate: 0.3 })).toThrow(
      RangeError,
    );
  });

  const numbers = fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true });
  const positive = fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true });

  it("gives numbers or a RangeError, and always ends", () =>
    fc.assert(
      fc.property(numbers, positive, positive, numbers, (updateVariance, decayTime, threshold, cost) => {
        const any = { updateVariance, decayTime };
        const calls = [
          () => Object.values(decayingSteadyState(any, threshold, cost)),
          () => Object.values(steadyState(updateVariance, threshold, cost)),
          () => [decayingTransientDensity(threshold / 2, any, threshold)],
          () => [Math.min(powerOptimalThreshold(any, cost), Number.MAX_VALUE)],
          () => Object.values(excessSteadyState(any, threshold, cost)),
          () => [Math.min(excessOptimalThreshold(any, cost), Number.MAX_VALUE)],
        ];
        for (const call of calls) {
          let values: number[] = [];
          try {
            values = call();
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
          expect(
            values.every((value) => Number.isFinite(value) && value >= 0),
            `${values}`,
          ).toBe(true);
        }
      }),
      { numRuns: 2000 },
    ));
});
