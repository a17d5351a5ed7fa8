import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effortOf } from "../../src/jobs/effort.js";
import type { Job } from "../../src/jobs/job.js";

const sizes = fc.record({
  inputCount: fc.integer({ min: 1, max: 1_000_000 }),
  patternCount: fc.integer({ min: 1, max: 1_000_000 }),
  engine: fc.constantFrom("fast" as const, "reference" as const),
});
const jobs: fc.Arbitrary<Job> = fc.oneof(
  fc.record({ kind: fc.constant("perceptron" as const), parameters: sizes }),
  fc.record({
    kind: fc.constant("perceptron-settings" as const),
    parameters: sizes,
    settings: fc.array(fc.constant({ policy: "none" as const, threshold: 0 }), { maxLength: 9 }),
  }),
  fc.record({
    kind: fc.constant("perceptron-thresholds" as const),
    parameters: sizes,
    thresholds: fc.array(fc.double({ min: 0, noNaN: true }), { minLength: 1, maxLength: 9 }),
  }),
  fc.record({
    kind: fc.constant("perceptron-trace" as const),
    parameters: sizes,
    synapses: fc.array(fc.nat(), { maxLength: 3 }),
    timestepCount: fc.integer({ min: 1, max: 1000 }),
  }),
  fc.record({
    kind: fc.constant("mlp" as const),
    parameters: fc.record({
      hiddenCount: fc.integer({ min: 1, max: 10_000 }),
      maxPatterns: fc.integer({ min: 1, max: 100_000_000 }),
    }),
  }),
  fc.record({
    kind: fc.constant("spiking" as const),
    parameters: fc.record({ patternCount: fc.integer({ min: 1, max: 10_000 }) }),
  }),
);

describe("effortOf", () => {
  // Beyond P = 2N the theory of the perceptron diverges: the estimate must not.
  it("is a positive number for every job, beyond the capacity of the perceptron too", () =>
    fc.assert(
      fc.property(jobs, (job) => {
        const effort = effortOf(job);
        expect(effort).toBeGreaterThan(0);
        expect(effort).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
    ));

  it("is that of the defaults where nothing is said", () => {
    const perceptron = { inputCount: 1000, patternCount: 1000, engine: "fast" } as const;
    expect(effortOf({ kind: "perceptron", parameters: {} })).toBe(
      effortOf({ kind: "perceptron", parameters: perceptron }),
    );
    const mlp = { hiddenCount: 100, maxPatterns: 60_000, engine: "fast" } as const;
    expect(effortOf({ kind: "mlp", parameters: {} })).toBe(effortOf({ kind: "mlp", parameters: mlp }));
  });

  it("grows with the load, decay, the settings, the patterns and the hidden units, and is more for the reference engine", () => {
    const perceptron = (given: object) => effortOf({ kind: "perceptron", parameters: given });
    const settings = (count: number) => {
      const caching = { policy: "none", threshold: 0 } as const;
      return effortOf({ kind: "perceptron-settings", parameters: {}, settings: new Array(count).fill(caching) });
    };
    const mlp = (given: object) => effortOf({ kind: "mlp", parameters: given });
    const thresholds = (count: number) =>
      effortOf({ kind: "perceptron-thresholds", parameters: {}, thresholds: new Array(count).fill(1) });
    expect(thresholds(1)).toBe(perceptron({}));
    expect(thresholds(7)).toBe(7 * thresholds(1));
    expect(perceptron({ patternCount: 1800 })).toBeGreaterThan(perceptron({ patternCount: 900 }));
    expect(perceptron({ decayTime: 100 })).toBeGreaterThan(perceptron({ decayTime: Number.POSITIVE_INFINITY }));
    expect(perceptron({ engine: "reference" })).toBeGreaterThan(perceptron({}));
    expect(settings(50)).toBeGreaterThan(settings(5));
    expect(mlp({ maxPatterns: 2000 })).toBe(2 * mlp({ maxPatterns: 1000 }));
    expect(mlp({ hiddenCount: 50 })).toBe(2 * mlp({ hiddenCount: 25 }));
    expect(mlp({ engine: "reference" })).toBeGreaterThan(mlp({}));
  });
});
