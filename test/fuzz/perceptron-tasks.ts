import fc from "fast-check";
import { policyNames } from "../../src/caching/policies.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { createPatternSet, type PatternSet } from "../../src/tasks/pattern-set.js";
import type { PricedParameters } from "../perceptron/priced-engines.js";
import { thresholdsNearby } from "./thresholds-nearby.js";

/** Numbers as files hold them, one kind an arbitrary: what an entry of a pattern may be. */
const entries: Record<string, fc.Arbitrary<number>> = {
  signs: fc.constantFrom(-1, 1),
  bits: fc.constantFrom(0, 1),
  integers: fc.integer({ min: -128, max: 127 }),
  tenths: fc.integer({ min: -10, max: 10 }).map((n) => n / 10),
  thirds: fc.integer({ min: -9, max: 9 }).map((n) => n / 3),
  real: fc.double({ min: -3, max: 3, noNaN: true }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x)),
  wide: fc
    .tuple(fc.constantFrom(-1, 1), fc.double({ min: -8, max: 8, noNaN: true }))
    .map(([sign, exponent]) => sign * 10 ** exponent),
  decades: fc
    .tuple(fc.constantFrom(-1, 0, 1), fc.integer({ min: -8, max: 8 }))
    .map(([sign, exponent]) => sign * 10 ** exponent),
  // Below 10⁻¹⁰⁰ an entry times the smallest scale would come near the end of doubles, where no relative error holds.
  sparse: fc
    .oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.double({ min: -3, max: 3, noNaN: true }))
    .map((x) => (Math.abs(x) < 1e-100 ? 0 : x)),
  sparseSigns: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constantFrom(-1, 1)),
  constant: fc.constant(0.1),
};

const scales = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  fc.constantFrom(1e-150, 1e-20, 1e-3, 1 / 3, 255, 1e20, 1e100),
);

const sizes = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.integer({ min: 13, max: 70 }));

/** Patterns of any kind; some of them twice, with the same or with the other target. */
const patternSets: fc.Arbitrary<PatternSet & { kind: string }> = fc
  .record({
    kind: fc.constantFrom(...Object.keys(entries)),
    inputCount: sizes,
    patternCount: sizes,
    scale: scales,
    copies: fc.boolean(),
  })
  .chain(({ kind, inputCount, patternCount, scale, copies }) =>
    fc
      .tuple(
        fc.array(entries[kind]!, {
          minLength: inputCount * patternCount,
          maxLength: inputCount * patternCount,
          size: "max",
        }),
        fc.array(fc.constantFrom(-1, 1), { minLength: patternCount, maxLength: patternCount, size: "max" }),
        fc.array(fc.nat(patternCount - 1), { minLength: patternCount, maxLength: patternCount, size: "max" }),
      )
      .map(([values, targets, sources]) => {
        const isInteger = ["signs", "bits", "integers", "sparseSigns"].includes(kind);
        const data = values.map((value) => (isInteger ? value : value * scale));
        const from = (row: number): number => (copies && row % 3 === 2 ? sources[row]! : row);
        const rows = targets.flatMap((_, row) => data.slice(from(row) * inputCount, (from(row) + 1) * inputCount));
        const set = createPatternSet(
          { shape: [patternCount, inputCount], data: rows },
          { shape: [patternCount], data: targets },
        );
        return { ...set, kind };
      }),
  );

const decayTimes = fc.oneof(
  { weight: 4, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
  fc.constantFrom(0.01, 0.3, 1, 10, 1e3, 1e4, 1e6, 1e7, 1e8, 1e10, 1e12, 1e15, 1e17),
  fc.double({ min: 0.5, max: 1e4, noNaN: true }),
);

const prices = fc.record({
  maintenanceCost: fc.constantFrom(0, 1e-3, 1),
  changeCost: fc.constantFrom(0, 0.3),
  persistentMaintenanceCost: fc.constantFrom(0, 1e-4),
  costExponent: fc.constantFrom(0, 0.5, 1, 1, 1, 1.3, 2),
  potentiationOnly: fc.boolean(),
});

/** A perceptron's patterns and everything that can be asked of a run on them. */
export interface PerceptronTask {
  task: PatternSet;
  kind: string;
  parameters: PricedParameters;
}

export const perceptronTasks: fc.Arbitrary<PerceptronTask> = fc
  .record({
    set: patternSets,
    policy: fc.constantFrom(...policyNames),
    multiple: thresholdsNearby,
    decayTime: decayTimes,
    prices,
    maxEpochs: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 60 })),
    curve: fc.boolean(),
  })
  .map(({ set: { kind, ...task }, policy, multiple, decayTime, prices, maxEpochs, curve }) => {
    // Around what an update can bring about: a threshold that is never or always exceeded would test nothing.
    const mean = Array.from(task.patterns).reduce((sum, x) => sum + Math.abs(x), 0) / task.patterns.length || 1;
    const unit = task.patterns instanceof Int8Array ? 1 : mean;
    const threshold = multiple * unit * (policy === "global-global" ? task.inputCount + 1 : 1);
    const { inputCount, patternCount } = task;
    const given = { ...prices, policy, threshold, decayTime, maxEpochs, curve, inputCount, patternCount };
    return { task, kind, parameters: { ...perceptronSchema.parse(given), threshold } };
  });
