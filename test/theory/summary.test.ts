import { describe, expect, it } from "vitest";
import { decayingSteadyState, powerOptimalThreshold } from "../../src/theory/caching-with-decay.js";
import { cachedInefficiency, optimalThreshold, steadyState } from "../../src/theory/caching-without-decay.js";
import { perceptronLearning } from "../../src/theory/perceptron-learning.js";
import { theorySummary } from "../../src/theory/summary.js";

const sizes = { inputCount: 1000, patternCount: 500, maintenanceCost: 1e-3 };
const learning = { ...perceptronLearning(1000, 500), inputCount: 1000, learningRate: 1 };
const withoutSteadyState = {
  ...perceptronLearning(1000, 500),
  optimalThreshold: optimalThreshold(learning, 1e-3),
  cachedInefficiency: cachedInefficiency(learning, 1e-3),
};

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
      finiteStep: steadyState(errorRate, 5.58, 1e-3),
    });
    expect(theorySummary({ ...sizes, threshold: 5, errorRate: 0.3 })).toEqual(added(0.3));
    expect(theorySummary({ ...sizes, threshold: 5, errorRate: 0 })).toEqual(added(0));
  });

  it("has the steady state with decay where a decay time is given", () => {
    const walk = { updateVariance: 0.3, decayTime: 500 };
    const { finiteStep, ...summary } = theorySummary({ ...sizes, threshold: 5, errorRate: 0.3, decayTime: 500 });
    expect(summary).toMatchObject(decayingSteadyState(walk, 5, 1e-3));
    expect(summary.powerOptimalThreshold).toBe(powerOptimalThreshold(walk, 1e-3));
    expect(finiteStep).toEqual(decayingSteadyState(walk, 5.58, 1e-3));
  });

  it("has nothing to say from P = 2N on", () =>
    expect(() => theorySummary({ ...sizes, patternCount: 2000 })).toThrow(RangeError));
});
