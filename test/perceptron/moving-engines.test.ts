import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import type { PerceptronEpochCounts, RunParameters } from "../../src/perceptron/engine.js";
import { perceptronEngines } from "../../src/perceptron/engines.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { selfTuned } from "../../src/perceptron/tuning.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { expectClose } from "../math/close.js";

const sizes = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.integer({ min: 21, max: 130 }));
const tasks = fc
  .tuple(sizes, fc.constantFrom(0.3, 0.8, 1.2, 1.5), fc.nat(1_000_000), fc.constantFrom(null, 1 / 3, 0.7, 1))
  .map(([inputCount, load, seed, scale]): PatternSet => {
    const task = randomPatterns(inputCount, Math.ceil(inputCount * load), seed);
    if (scale === null) return task;
    return { ...task, patterns: Float64Array.from(task.patterns, (x, i) => x * scale * (1 + ((i * 7) % 5) / 5)) };
  });

const settings = fc.record({
  policy: fc.constantFrom(...policyNames),
  /** null is adaptive. */
  threshold: fc.constantFrom(null, null, null, 0, 0.3, 0.5, 1, 1.7, 2, 2.5, 3, 5, 7, 12.5, Infinity),
  maintenanceCost: fc.constantFrom(0, 1e-4, 1e-3, 0.01, 0.1, 1, 3),
  timePrice: fc.constantFrom(0, 0.4, 1),
  corrects: fc.boolean(),
  period: fc.constantFrom(1, 2, 7, 10, 33, 100, 1000, Infinity),
  decayTime: fc.constantFrom(Infinity, Infinity, 30, 300, 3000, 1e6),
  maxEpochs: fc.constantFrom(3, 30, 60),
  costExponent: fc.constantFrom(1, 1, 1, 0.5, 2),
  potentiationOnly: fc.boolean(),
  countsPersistent: fc.boolean(),
});

function parametersOf(task: PatternSet, given: typeof settings extends fc.Arbitrary<infer T> ? T : never) {
  const { threshold, maintenanceCost, timePrice, corrects, ...others } = given;
  const { changeCost: _, persistentMaintenanceCost: __, maintenanceCost: ___, ...schema } = perceptronSchema.parse({});
  const { inputCount, patternCount } = task;
  // A clock looks at no threshold, and is given none to tune.
  const fixed = given.policy === "clock" ? Number.POSITIVE_INFINITY : threshold;
  const correctSubdiffusion = corrects && task.patterns instanceof Int8Array;
  const moving = fixed ?? selfTuned(task, { maintenanceCost, timePrice, correctSubdiffusion });
  return { ...schema, ...others, inputCount, patternCount, threshold: moving } satisfies RunParameters;
}

describe("the fast engine is the reference engine", () => {
  it("with thresholds that move, clocks, and what stays at the threshold, epoch for epoch", () =>
    fc.assert(
      fc.property(tasks, settings, (task, given) => {
        const parameters = parametersOf(task, given);
        const [found, expected] = [perceptronEngines.fast, perceptronEngines.reference].map((engine) => {
          const rows: PerceptronEpochCounts[] = [];
          const outcome = engine.run(task, parameters, { onEpoch: (row) => void rows.push(row) });
          return { outcome, rows };
        });
        const compare = (one: PerceptronEpochCounts, other: PerceptronEpochCounts): void => {
          expect(one.errorCount).toBe(other.errorCount);
          for (const key of Object.keys(other.tally) as (keyof typeof other.tally)[]) {
            if (key === "persistentHeld" && !given.countsPersistent) continue;
            // 16 000 steps of 131 synapses at most, added in another order; what is 0 in one may be rounding in the other.
            expectClose(one.tally[key]!, other.tally[key]!, { relative: 1e-9, absolute: 1e-10 }, { key, given });
          }
        };
        const { tally, foundThreshold, ...trajectory } = expected!.outcome;
        expect(found!.outcome).toMatchObject(trajectory);
        expect(found!.rows.length).toBe(expected!.rows.length);
        found!.rows.forEach((row, k) => {
          compare(row, expected!.rows[k]!);
        });
        const ends = [found!, expected!].map(({ outcome }) => ({
          ...outcome,
          epoch: 0,
          errorCount: 0,
          residualEnergy: 0,
        }));
        compare(ends[0]!, ends[1]!);
        expect(found!.outcome.foundThreshold === undefined).toBe(foundThreshold === undefined);
        if (foundThreshold !== undefined) {
          expectClose(found!.outcome.foundThreshold!, foundThreshold, { relative: 1e-12 }, given);
        }
      }),
      { numRuns: 400 },
    ));

  it("with and without a row an epoch", () =>
    fc.assert(
      fc.property(tasks, settings, (task, given) => {
        const parameters = parametersOf(task, given);
        const alone = perceptronEngines.fast.run(task, parameters);
        const watched = perceptronEngines.fast.run(task, parameters, { onEpoch: () => undefined });
        const { tally, ...trajectory } = alone;
        expect(watched).toMatchObject(trajectory);
        // The end of every epoch cuts the sums of what is held.
        for (const key of Object.keys(tally) as (keyof typeof tally)[]) {
          if (key === "persistentHeld" && !given.countsPersistent) continue;
          expectClose(watched.tally[key]!, tally[key]!, { relative: 1e-9, absolute: 1e-10 }, { key, given });
        }
      }),
      { numRuns: 200 },
    ));
});
