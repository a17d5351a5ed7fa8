import { describe, expect, it } from "vitest";
import { decayingSteadyState, powerOptimalThreshold } from "../../src/theory/caching-with-decay.js";
import { cachedInefficiency, optimalThreshold, steadyState } from "../../src/theory/caching-without-decay.js";
import { finiteStepState } from "../../src/theory/finite-steps.js";
import { perceptronLearning } from "../../src/theory/perceptron-learning.js";
import { theorySummary } from "../../src/theory/summary.js";

const sizes = { inputCount: 1000, patternCount: 500, maintenanceCost: 1e-3 };
const learning = { ...perceptronLearning(1000, 500), inputCount: 1000, learningRate: 1 };
const withoutSteadyState = {
  ...perceptronLearning(1000, 500),
  optimalThreshold: optimalThreshold(learning, 1e-3),
  cachedInefficiency: cachedInefficiency(learning, 1e-3),
};

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It must throw.");
}

describe("theorySummary", () => {
  it.each([
    {},
    { threshold: null, errorRate: null },
    { threshold: 5, errorRate: null },
    { threshold: null, errorRate: 0.3 },
    { threshold: 5 },
    { errorRate: 0.3 },
  ])("is learning and the best caching, with %j", (given) =>
    expect(theorySummary({ ...sizes, ...given })).toEqual(withoutSteadyState),
  );

  it("adds the steady state where a threshold and an error rate are given, 0 too", () => {
    const added = (errorRate: number) => ({
      ...withoutSteadyState,
      ...steadyState(errorRate, 5, 1e-3),
      powerOptimalThreshold: Math.sqrt(errorRate * 3 * 1e3),
      finiteStep: finiteStepState({ errorRate, decayTime: Number.POSITIVE_INFINITY }, 5, 1e-3),
    });
    expect(theorySummary({ ...sizes, threshold: 5, errorRate: 0.3 })).toEqual(added(0.3));
    expect(theorySummary({ ...sizes, threshold: 5, errorRate: 0 })).toEqual(added(0));
  });

  it("has the steady state with decay where a decay time is given", () => {
    const walk = { updateVariance: 0.3, decayTime: 500 };
    const { finiteStep, ...summary } = theorySummary({ ...sizes, threshold: 5, errorRate: 0.3, decayTime: 500 });
    expect(summary).toMatchObject(decayingSteadyState(walk, 5, 1e-3));
    expect(summary.powerOptimalThreshold).toBe(powerOptimalThreshold(walk, 1e-3));
    expect(finiteStep).toEqual(finiteStepState({ errorRate: 0.3, decayTime: 500 }, 5, 1e-3));
  });

  it("refuses a threshold at which the continuous walk is consolidated more often than it is changed", () => {
    const at = (threshold: number, decayTime?: number) => () =>
      theorySummary({ ...sizes, threshold, errorRate: 0.3, ...(decayTime === undefined ? {} : { decayTime }) });
    expect(at(0.999)).toThrow(/^threshold must be ≥ 1 \(weight units\)/);
    expect(at(1)().consolidationRate).toBe(0.3);
    // With decay a little less will do, and the message names it.
    const least = Number(/≥ ([\d.]+)/.exec(messageOf(at(0.5, 20)))![1]);
    expect(least).toBeLessThan(1);
    expect(at(least, 20)().consolidationRate).toBeLessThanOrEqual(0.3);
    expect(at(least - 2e-4, 20)).toThrow(RangeError);
  });

  it("has nothing to say from P = 2N on", () =>
    expect(() => theorySummary({ ...sizes, patternCount: 2000 })).toThrow(RangeError));
});
