import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonNames, policyNames } from "../../src/caching/policies.js";
import { jobId } from "../../src/node/journals/job-id.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { perceptronRule } from "../../src/perceptron/rule.js";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import { withoutImplied } from "../../src/schema/where-given.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { expectClose } from "../math/close.js";

const signs = randomPatterns(40, 44, 3);
const real: PatternSet = {
  ...signs,
  patterns: Float64Array.from(signs.patterns, (x, i) => x * (0.1 + Math.abs(Math.sin(i + 1)))),
};

/** The rule with its margin written out once more: w at the end, the updates and the passes. */
function learned({ inputCount: n, patternCount, patterns, targets }: PatternSet, margin: number) {
  const w = new Array<number>(n + 1).fill(0);
  const fieldOf = (p: number): number =>
    targets[p]! * w.reduce((sum, value, i) => sum + value * (i === n ? 1 : patterns[p * n + i]!), 0);
  let [updateCount, epochCount] = [0, 0];
  for (let errors = 1; errors > 0; epochCount++) {
    errors = 0;
    for (let p = 0; p < patternCount; p++) {
      if (fieldOf(p) > margin * Math.sqrt(n)) continue;
      errors++;
      for (let i = 0; i <= n; i++) w[i]! += targets[p]! * (i === n ? 1 : patterns[p * n + i]!);
    }
    updateCount += errors;
  }
  const least = Math.min(...Array.from(targets, (_, p) => fieldOf(p)));
  return { least, updateCount, epochCount, minimal: w.reduce((sum, value) => sum + Math.abs(value), 0) };
}

const run = (task: PatternSet, options: Parameters<typeof simulatePerceptron>[0]) =>
  simulatePerceptron({ maxEpochs: 2000, ...options }, { task }).runs[0]!;

describe.each(["fast", "reference"] as const)("a margin (%s)", (engine) => {
  it.each([
    ["±1 patterns", signs],
    ["own patterns", real],
  ])("has every pattern learned until it exceeds κ√N (%s)", (_, task) => {
    for (const margin of [0, 0.3, 1, 5]) {
      const { least, minimal, ...counts } = learned(task, margin);
      expect(least).toBeGreaterThan(margin * Math.sqrt(task.inputCount));
      const found = run(task, { engine, margin, policy: "none" });
      expect(found).toMatchObject({ ...counts, converged: true });
      // Sums of the same terms in another order; of integers exactly.
      expectClose(found.minimalEnergy, minimal, { relative: task === signs ? 0 : 1e-12 }, { margin });
    }
  });

  it("of 0 is none, in results and in ids", () => {
    const given = { engine, decayTime: 300, maintenanceCost: 0.01, threshold: 2.5 };
    expect(run(signs, { ...given, margin: 0 })).toEqual(run(signs, given));
    const idOf = (options: object) =>
      jobId({
        kind: "perceptron",
        parameters: withoutImplied(perceptronSchema, perceptronSchema.parse(options) as never),
      });
    expect(idOf({ margin: 0 })).toBe(idOf({}));
    expect(idOf({ margin: 1 })).not.toBe(idOf({}));
  });

  it("is part of the trajectory that the offline optimum is of", () => {
    for (const [task, margin] of [
      [signs, 2],
      [real, 2],
    ] as const) {
      const { offlineOptimum, minimalEnergy } = run(task, { engine, margin, offlineOptimum: true, threshold: 3 });
      // Where holding is free the optimum is M_min, of the trajectory that was learned.
      expectClose(offlineOptimum!, minimalEnergy, { relative: 1e-12 }, { margin });
    }
  });
});

describe("the engines agree under a margin", () => {
  const tasks = fc
    .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 40 }), fc.nat(1000), fc.constantFrom(0, 1, 2))
    .map(([inputCount, patternCount, seed, kind]): PatternSet => {
      const task = randomPatterns(inputCount, patternCount, seed);
      if (kind === 0) return task;
      if (kind === 1) return { ...task, patterns: task.patterns.map((sign, i) => sign * ((i * i) % 5)) as Int8Array };
      return { ...task, patterns: Float64Array.from(task.patterns, (x, i) => x * (0.1 + Math.abs(Math.sin(i + 1)))) };
    });
  // Some that make κ√N an integer, or miss one by next to nothing.
  const margins = fc.oneof(fc.constantFrom(0.5, 1, 2, 0.999999999, 1e-13), fc.double({ min: 0, max: 8, noNaN: true }));

  it.each([Infinity, 60, 3])("with τ = %d", (decayTime) =>
    fc.assert(
      fc.property(
        ...[tasks, margins, fc.constantFrom(...policyNames), fc.constantFrom(0, 1, 2.5, 4, "adaptive" as const)],
        (task, margin, policy, threshold) => {
          const options = { margin, policy, threshold, decayTime, maintenanceCost: 0.01, maxEpochs: 30 };
          const [fast, reference] = (["fast", "reference"] as const).map((engine) => run(task, { ...options, engine }));
          const { epochCount, updateCount, converged } = reference!;
          expect(fast).toMatchObject({ epochCount, updateCount, converged });
          // Sums of at most 70 × 1200 terms, in another order, and s to 10⁻¹³ where it does not decay stepwise.
          expectClose(fast!.energy, reference!.energy, { relative: 1e-9 }, { margin, policy, threshold });
        },
      ),
      { numRuns: 150 },
    ),
  );

  it("also where policies are there to compare with, in the engine that has them", () => {
    for (const policy of comparisonNames) {
      const { updateCount } = run(signs, { margin: 1, policy: "none" });
      expect(run(signs, { engine: "reference", margin: 1, policy, maintenanceCost: 0.01 })).toMatchObject({
        updateCount,
      });
    }
  });
});

it("refuses what is no margin", () => {
  for (const margin of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => perceptronRule(signs, margin)).toThrow("margin must be a finite number ≥ 0");
    expect(() => simulatePerceptron({ margin })).toThrow("margin must be ≥ 0 and ≤ 1000 (dimensionless)");
  }
});
