import { describe, expect, it } from "vitest";
import { allPolicyNames, isComparison, policyNames } from "../../src/caching/policies.js";
import { countPerceptron } from "../../src/perceptron/count.js";
import type { PerceptronOptions } from "../../src/perceptron/parameters.js";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

/** 70 inputs are more than the 64 synapses that a compiled loop may take at once; 8 bits are outgrown at θ = 200. */
const signs = randomPatterns(70, 80, 3);
/** Entries that are 0 or a third, so that a change leaves synapses alone. */
const reals: PatternSet = { ...signs, patterns: Float64Array.from(signs.patterns, (x, i) => (x * ((i * i) % 3)) / 3) };

const countsOf = (options: PerceptronOptions, task: PatternSet) => {
  const { writesBySynapse, tally } = countPerceptron({ maxEpochs: 60, countWrites: true, ...options }, { task });
  return { bySynapse: [...writesBySynapse!], writeCount: tally.writeCount, eventCount: tally.eventCount };
};

describe.each(policyNames)("writes under %s", (policy) => {
  describe.each(Object.entries({ signs, reals }))("of %s", (_, task) => {
    it.each([
      [0, Infinity, 1],
      [4, Infinity, 1],
      [9.5, Infinity, 0],
      [200, Infinity, 1],
      [Infinity, Infinity, 1],
      [3, 300, 1],
    ])("are the same in both engines (θ %d, τ %d, α %d)", (threshold, decayTime, costExponent) => {
      const period = Number.isFinite(threshold) ? Math.max(1, 10 * Math.ceil(threshold)) : Infinity;
      const options = { policy, threshold, decayTime, costExponent, period };
      const expected = countsOf({ ...options, engine: "reference" }, task);
      expect(countsOf({ ...options, engine: "fast" }, task)).toEqual(expected);
      expect(expected.writeCount).toBe(expected.bySynapse.reduce((sum, count) => sum + count, 0));
    });

    it("are the same in both engines where θ tunes itself", () => {
      for (const maintenanceCost of [0.001, 0.05]) {
        const options = { policy, threshold: "adaptive", maintenanceCost } as const;
        expect(countsOf({ ...options, engine: "fast" }, task)).toEqual(
          countsOf({ ...options, engine: "reference" }, task),
        );
      }
    });

    it("leave everything else as it is, and are |Δl|^0 together", () => {
      const options = { policy, threshold: 3, period: 20, persistentMaintenanceCost: 0.01, maxEpochs: 60 };
      for (const engine of ["fast", "reference"] as const) {
        const [counted] = simulatePerceptron({ ...options, engine, countWrites: true }, { task }).runs;
        const [plain] = simulatePerceptron({ ...options, engine }, { task }).runs;
        expect(counted).toMatchObject(plain!);
        const [powerless] = simulatePerceptron({ ...options, engine, costExponent: 0 }, { task }).runs;
        expect(counted!.writeCount).toBe(powerless!.consolidationEnergy);
      }
    });
  });
});

it.each(allPolicyNames.filter(isComparison))("the reference engine counts writes under %s", (policy) => {
  const options = { policy, maintenanceCost: 0.05, engine: "reference", maxEpochs: 60 } as const;
  const [counted] = simulatePerceptron({ ...options, countWrites: true }, { task: signs }).runs;
  const [powerless] = simulatePerceptron({ ...options, costExponent: 0 }, { task: signs }).runs;
  expect(counted!.writeCount).toBe(powerless!.consolidationEnergy);
});

it("every update of ±1 patterns writes every synapse without a cache", () => {
  const { bySynapse, eventCount } = countsOf({ policy: "none" }, signs);
  const { updateCount } = countPerceptron({ policy: "none", maxEpochs: 60 }, { task: signs });
  expect(new Set(bySynapse)).toEqual(new Set([updateCount]));
  expect(eventCount).toBe(71 * updateCount);
});

describe("prices of writes and events", () => {
  const options = {
    policy: "local-global",
    threshold: 3,
    maxEpochs: 60,
    writeCost: 2,
    eventCost: 5,
    curve: true,
  } as const;

  it("are linear in what was counted, on every row of a curve", () => {
    const [run] = simulatePerceptron(options, { task: signs }).runs;
    const { writeCount, eventCount } = countsOf(options, signs);
    expect(run).toMatchObject({ writeEnergy: 2 * writeCount!, eventEnergy: 5 * eventCount! });
    expect(run!.curve!.at(-1)).toMatchObject({ writeEnergy: 2 * writeCount!, energy: run!.energy });
    const [reference] = simulatePerceptron({ ...options, engine: "reference" }, { task: signs }).runs;
    expect(run!.curve).toEqual(reference!.curve);
  });

  it("take part in the search for θ: dear writes ask for fewer", () => {
    const search = { threshold: "auto", maintenanceCost: 0.02, maxEpochs: 60 } as const;
    const thresholdAt = (writeCost: number) =>
      simulatePerceptron({ ...search, policy: "local-local", writeCost }, { task: signs }).runs[0]!.foundThreshold!;
    expect(thresholdAt(50)).toBeGreaterThan(thresholdAt(0));
  });

  it("leave no offline optimum", () => {
    const [run] = simulatePerceptron({ writeCost: 1, offlineOptimum: true, maxEpochs: 60 }, { task: signs }).runs;
    expect(run).toMatchObject({ offlineOptimum: null, regret: null });
  });
});
