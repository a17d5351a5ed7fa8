import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { expectClose } from "../math/close.js";

const signs = randomPatterns(12, 13, 3);
const real: PatternSet = {
  ...signs,
  patterns: Float64Array.from(signs.patterns, (x, i) => x * (0.1 + Math.abs(Math.sin(i + 1)))),
};
const maxEpochs = 40;

/** w after every time step, by the perceptron's rule and nothing else. */
function trajectory({ inputCount: n, patternCount, patterns, targets }: PatternSet): number[][] {
  const w = new Array<number>(n + 1).fill(0);
  const rows = [w.slice()];
  for (let epoch = 0, errors = 1; errors > 0 && epoch < maxEpochs; epoch++) {
    errors = 0;
    for (let p = 0; p < patternCount; p++) {
      const x = w.map((_, i) => (i === n ? 1 : patterns[p * n + i]!));
      const margin = targets[p]! * w.reduce((sum, value, i) => sum + value * x[i]!, 0);
      if (margin <= 0) {
        errors++;
        for (let i = 0; i <= n; i++) w[i]! += targets[p]! * x[i]!;
      }
      rows.push(w.slice());
    }
  }
  return rows;
}

/** Σ_t |l(t) − l(t−1)| + c|w(t−1) − l(t−1)| of the best l, by dynamic programming over all values that w has had. */
function optimumOf(w: number[], c: number): number {
  const values = [...new Set(w)];
  let paid = values.map((value) => (value === w[0] ? 0 : Number.POSITIVE_INFINITY));
  for (let t = 1; t < w.length; t++) {
    const held = paid.map((cost, i) => cost + c * Math.abs(w[t - 1]! - values[i]!));
    paid = values.map((to) => Math.min(...held.map((cost, i) => cost + Math.abs(to - values[i]!))));
  }
  return paid[values.indexOf(w.at(-1)!)]!;
}

const optimum = (task: PatternSet, options: Parameters<typeof simulatePerceptron>[0]) =>
  simulatePerceptron({ maxEpochs, offlineOptimum: true, ...options }, { task }).runs[0]!;

describe("the offline optimum of a perceptron", () => {
  it.each([
    ["±1 patterns", signs],
    ["own patterns", real],
  ])("is that of every synapse's trajectory, by dynamic programming over its values (%s)", (_, task) => {
    const w = trajectory(task);
    for (const maintenanceCost of [0, 1e-3, 0.02, 0.3, 2]) {
      const synapses = Array.from({ length: task.inputCount + 1 }, (_, i) => w.map((row) => row[i]!));
      const expected = synapses.reduce((sum, one) => sum + optimumOf(one, maintenanceCost), 0);
      const { offlineOptimum, regret, energy, timestepCount } = optimum(task, { maintenanceCost });
      expect(timestepCount).toBe(w.length - 1);
      // Sums of some thousand terms, in another order.
      expectClose(offlineOptimum!, expected, { relative: 1e-12 }, { maintenanceCost });
      expect(regret).toBe(energy / offlineOptimum!);
    }
  });

  const patterns = fc
    .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 }), fc.nat(1000), fc.boolean())
    .map(([inputCount, patternCount, seed, areReal]): PatternSet => {
      const task = randomPatterns(inputCount, patternCount, seed);
      if (!areReal) return task;
      return { ...task, patterns: Float64Array.from(task.patterns, (x, i) => x * (0.1 + Math.abs(Math.sin(i + 1)))) };
    });

  it("is no more than any policy takes, at any threshold, and M_min where holding is free", () =>
    fc.assert(
      fc.property(
        patterns,
        fc.record({
          policy: fc.constantFrom(...policyNames),
          threshold: fc.constantFrom(0, 0.5, 1, 2.5, 4, 9, Infinity, "adaptive" as const),
          period: fc.constantFrom(1, 5, 40, Infinity, "auto" as const),
          maintenanceCost: fc.constantFrom(0, 1e-4, 0.01, 0.1, 0.6, 3),
          engine: fc.constantFrom("fast" as const, "reference" as const),
        }),
        (task, options) => {
          const { offlineOptimum, energy, minimalEnergy } = optimum(task, options);
          // Sums of real numbers in two orders.
          expect(offlineOptimum!).toBeLessThanOrEqual(energy * (1 + 1e-12));
          expect(offlineOptimum!).toBeGreaterThanOrEqual(minimalEnergy * (1 - 1e-12));
          if (options.maintenanceCost === 0) {
            expectClose(offlineOptimum!, minimalEnergy, { relative: 1e-12 }, options);
          }
        },
      ),
      { numRuns: 200 },
    ));

  it.each([
    { decayTime: 100 },
    { costExponent: 2 },
    { changeCost: 0.1 },
    { persistentMaintenanceCost: 0.1 },
    { potentiationOnly: true },
  ])("is null where it is not defined, and so is the regret (%j)", (options) => {
    for (const task of [signs, real]) {
      expect(optimum(task, { maintenanceCost: 0.01, ...options })).toMatchObject({
        offlineOptimum: null,
        regret: null,
      });
    }
  });

  it("stands in the run alone, not in its curve, and nowhere unless it is asked for", () => {
    const run = optimum(signs, { maintenanceCost: 0.01, curve: true });
    for (const row of run.curve!) for (const key of ["offlineOptimum", "regret"]) expect(row).not.toHaveProperty(key);
    expect(optimum(signs, { offlineOptimum: false })).not.toHaveProperty("offlineOptimum");
    expect(simulatePerceptron({ maxEpochs }, { task: signs }).runs[0]).not.toHaveProperty("regret");
  });

  it("does not know how weights are kept: it is the same under every policy, and beside a search", () => {
    const of = (options: object) => optimum(signs, { maintenanceCost: 0.01, ...options }).offlineOptimum;
    const expected = of({ policy: "none" });
    for (const policy of policyNames) expect(of({ policy })).toBe(expected);
    expect(of({ policy: "local-local", threshold: "auto" })).toBe(expected);
  });

  it("takes less than a second for 1000 patterns of 1000 inputs", () => {
    const options = { inputCount: 1000, patternCount: 1000, maintenanceCost: 1e-3, policy: "none" } as const;
    /** CPU seconds, the fewer of two: whatever else runs on the machine adds to them. */
    const seconds = (given: object): number => {
      const times = [1, 2].map(() => {
        const before = process.cpuUsage();
        simulatePerceptron({ ...options, ...given });
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1e6;
      });
      return Math.min(...times);
    };
    expect(seconds({ offlineOptimum: true })).toBeLessThan(1);
  });
});
