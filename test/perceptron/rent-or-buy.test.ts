import { describe, expect, it } from "vitest";
import { comparisonNames, patienceOf } from "../../src/caching/policies.js";
import { mlpSchema } from "../../src/mlp/index.js";
import { perceptronLearner } from "../../src/perceptron/learner.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import { tracePerceptron } from "../../src/perceptron/trace.js";
import { spikingSchema } from "../../src/spiking/index.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

const task = randomPatterns(30, 40, 6);

describe("excess-by-silence", () => {
  const run = (options: Parameters<typeof simulatePerceptron>[0], own = task) =>
    simulatePerceptron(
      { engine: "reference", policy: "excess-by-silence", maintenanceCost: 0.01, ...options },
      { task: own },
    );

  it("is refused where its θ is not the one of least power: where s decays, and where changes are not ±1", () => {
    expect(() => run({ decayTime: 500 })).toThrow(/another than excess-by-silence where s decays/);
    const half = { ...task, patterns: Float64Array.from(task.patterns, (x) => x / 2) };
    expect(() => run({}, half)).toThrow(/another than excess-by-silence for patterns that are not all ±1/);
  });

  it("takes less than the same threshold that hears no silence, on the mean of seeds it was not made on", () => {
    const seeds = { inputCount: 100, patternCount: 100, seed: 301, runs: 20, maintenanceCost: 0.001 } as const;
    const heard = simulatePerceptron({ ...seeds, engine: "reference", policy: "excess-by-silence" });
    const unheard = simulatePerceptron({ ...seeds, policy: "local-excess", threshold: "adaptive" });
    const total = ({ runs }: typeof heard): number => runs.reduce((sum, { energy }) => sum + energy, 0);
    expect(total(heard)).toBeLessThan(total(unheard));
  });
});

describe.each(comparisonNames)("%s in a perceptron", (policy) => {
  const run = (options: Parameters<typeof simulatePerceptron>[0] = {}) =>
    simulatePerceptron({ engine: "reference", policy, maintenanceCost: 0.01, ...options }, { task }).runs[0]!;

  it("leaves the trajectory of learning as it is without decay, and tells of no threshold", () => {
    const { epochCount, updateCount, minimalEnergy } = run({ policy: "none" });
    const found = run();
    expect(found).toMatchObject({ epochCount, updateCount, minimalEnergy, converged: true });
    for (const key of ["threshold", "foundThreshold", "foundPeriod"]) expect(found).not.toHaveProperty(key);
    for (const threshold of [0, "auto", "adaptive"] as const) expect(run({ threshold })).toEqual(found);
  });

  it("takes M_min where holding is free, and between the optimum and no caching where it is not", () => {
    const free = run({ maintenanceCost: 0 });
    expect(free.energy).toBe(free.minimalEnergy);
    const { energy, offlineOptimum } = run({ offlineOptimum: true });
    expect(energy).toBeGreaterThan(offlineOptimum!);
    expect(energy).toBeLessThan(run({ policy: "none" }).energy);
  });

  it.skipIf(policy === "excess-by-silence")("learns where s decays", () => {
    const { converged, consolidationEnergy, maintenanceEnergy } = run({ decayTime: 500 });
    expect(converged).toBe(true);
    expect(consolidationEnergy).toBeGreaterThan(0);
    expect(maintenanceEnergy).toBeGreaterThan(0);
  });

  it("waits for κ/c time steps: s is bought so long after it came", () => {
    // One pattern is learned at once, and its second presentation ends learning: 1 step of holding.
    const one = randomPatterns(5, 1, 1);
    const wait = patienceOf(policy, 0.01);
    expect(wait).toBe(policy === "rent-or-buy-levels" ? 50 : 100);
    const { maintenanceEnergy } = simulatePerceptron(
      { engine: "reference", policy, maintenanceCost: 0.01 },
      { task: one },
    ).runs[0]!;
    expect(maintenanceEnergy).toBe(0.01 * 6);
  });

  it("is refused by name where it is not: in the fast engine, in a trace, in other learners", () => {
    expect(() => run({ engine: "fast" })).toThrow(
      new RegExp(`policy must be one of none, .* for the engine "fast", got ${policy}, .*Use the engine "reference"`),
    );
    expect(() => simulatePerceptron({ policy })).toThrow(/for the engine "fast"/);
    // The command asks for the memory of a run first.
    const { memory } = perceptronLearner;
    expect(() => memory(perceptronSchema.parse({ policy, decayTime: 9 }), false)).toThrow(/for the engine "fast"/);
    expect(() => tracePerceptron({ policy, inputCount: 5, patternCount: 5 }, [0], 3)).toThrow(
      /policy must be .* trace/,
    );
    for (const schema of [mlpSchema, spikingSchema]) expect(schema.safeParse({ policy }).success).toBe(false);
    expect(perceptronSchema.safeParse({ policy }).success).toBe(true);
  });
});
