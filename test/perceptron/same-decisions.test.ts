import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import type { PerceptronOutcome } from "../../src/perceptron/engine.js";
import { type PerceptronOptions, perceptronSchema } from "../../src/perceptron/parameters.js";
import { createPatternSet, type PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { periodOf } from "../caching/walks.js";
import { expectClose } from "../math/close.js";
import { type PricedParameters, pricedEngines } from "./priced-engines.js";

const read = (name: string): string => readFileSync(new URL(`../fixtures/engines/${name}`, import.meta.url), "utf8");
const rowsOf = (name: string): number[][] =>
  read(name)
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));

function taskOf(rows: number[][], targets: number[]): PatternSet {
  const shape = [rows.length, rows[0]!.length];
  return createPatternSet({ shape, data: rows.flat() }, { shape: [targets.length], data: targets });
}

const wide = taskOf(rowsOf("wide2.csv"), rowsOf("wt.csv").flat());
const equal = taskOf(rowsOf("sum-p.csv"), rowsOf("sum-t.csv").flat());
const tenths = taskOf(rowsOf("tenths-p.csv"), rowsOf("tenths-t.csv").flat());

/** Found by fuzzing: an answer hung on what rounding left of s and l, of Σ|s| beside θ, or of numbers below 10⁻³⁰⁰. */
const cancelling: { name: string; options: PerceptronOptions; rows: number[][]; targets: number[] }[] = JSON.parse(
  read("cancelling.json"),
);

const { fast, reference } = pricedEngines;

const parametersOf = (task: PatternSet, given: PerceptronOptions): PricedParameters => {
  const { inputCount, patternCount } = task;
  const threshold = typeof given.threshold === "number" ? given.threshold : 5;
  const parameters = perceptronSchema.parse({ period: periodOf(threshold), ...given, inputCount, patternCount });
  return { ...parameters, threshold };
};

function expectSame(task: PatternSet, given: PerceptronOptions): PerceptronOutcome {
  const parameters = parametersOf(task, given);
  const [found, expected] = [fast.run(task, parameters), reference.run(task, parameters)];
  const about = JSON.stringify(given);
  for (const key of ["converged", "epochCount", "updateCount"] as const) {
    expect(found[key], `${key} of ${about}`).toBe(expected[key]);
  }
  for (const key of ["energy", "consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const) {
    expectClose(found[key], expected[key], { relative: 1e-12 }, { key, given });
  }
  return found;
}

/**
 * The same run at a threshold that is off by so much, in weight units. With the excess policy s stays at θ itself: each |s| is off by
 * that at most, and each unit that is consolidated by twice that, as s goes from one end to the other.
 */
function expectLike(found: PerceptronOutcome, expected: PerceptronOutcome, off: number): void {
  if (off === 0) {
    expect(found).toEqual(expected);
    return;
  }
  const { consolidationEnergy, maintenanceEnergy, energy, minimalEnergy, inefficiency, ...trajectory } = expected;
  expect(found).toMatchObject(trajectory);
  for (const [key, value] of Object.entries({ consolidationEnergy, maintenanceEnergy, energy, minimalEnergy })) {
    expectClose(found[key as "energy"], value, { relative: 2 * off + 1e-12 }, { key, off });
  }
}

describe("a tie is one of the pattern's own terms", () => {
  it.each(policyNames)("however large the entries of other patterns are (%s)", (policy) => {
    for (const decayTime of [Number.POSITIVE_INFINITY, 1e4]) {
      const { converged, epochCount } = expectSame(wide, { policy, decayTime });
      // Each pattern is a tie once, at w = 0, and right from then on.
      expect([converged, epochCount]).toEqual([true, 2]);
    }
  });

  it("however large the other entries of the pattern are", () => {
    // w = (10⁸, 0, 1): the third pattern is right by 1 of 1, beside a Σ|w| times largest entry of 10¹⁶.
    const task = taskOf(
      [
        [1e8, 0],
        [0, 1e8],
        [0, 1e-8],
      ],
      [1, 1, 1],
    );
    for (const decayTime of [Number.POSITIVE_INFINITY, 1e3, 1e12]) {
      for (const maxEpochs of [1, 2, 9]) expectSame(task, { policy: "none", decayTime, maxEpochs });
    }
  });

  it("where s and l cancel to what decayed between them", () => {
    const { options, rows, targets } = JSON.parse(read("sparse-rows.json"));
    expectSame(taskOf(rows, targets), options);
    for (const decayTime of [1e7, 1e8, 1e10, 1e15])
      expectSame(taskOf(rows, targets), { ...options, decayTime, maxEpochs: 30 });
  });

  it.each(cancelling)("where s and l cancel to rounding ($name)", ({ options, rows, targets }) => {
    expectSame(taskOf(rows, targets), options);
    for (const policy of policyNames) expectSame(taskOf(rows, targets), { ...options, policy });
  });

  it("by margins that the Gram matrix has carried through many updates", () => {
    // Contradictory targets: some 10⁴ updates, with true ties among them, all on a grid that binary numbers do not have.
    const patterns = Array.from({ length: 24 }, (_, p) =>
      Array.from({ length: 3 }, (_, i) => (((p + 1) * (i + 2) * 7) % 19) / 10 - 0.9),
    );
    const task = taskOf(
      [...patterns, ...patterns],
      [...patterns.map(() => 1), ...patterns.map((_, p) => (p % 3 === 0 ? -1 : 1))],
    );
    for (const policy of policyNames) expectSame(task, { policy, threshold: 2.5, maxEpochs: 600 });
  });
});

describe("what is θ but for rounding does not exceed θ", () => {
  it("in a sum of equal rows", () => {
    const { options, rows, targets } = JSON.parse(read("constant-rows.json"));
    expectSame(taskOf(rows, targets), options);
    // Σ|s| is 5·0.1 + 1 = 1.5 and 0 in turn. Nothing exceeds θ = 1.5, so that 1.5 is consolidated at the end of 11 updates.
    const given = { ...options, decayTime: Number.POSITIVE_INFINITY, maintenanceCost: 0, maxEpochs: 5 };
    const { consolidationEnergy, updateCount } = expectSame(equal, given);
    expect(updateCount).toBe(11);
    expectClose(consolidationEnergy, 1.5, { relative: 1e-12 }, {});
  });

  it.each(policyNames)("on a grid of tenths, whatever the order of the sum (%s)", (policy) => {
    for (let n = 0; n <= 60; n++) {
      for (const decayTime of [Number.POSITIVE_INFINITY, 1e12]) {
        expectSame(tenths, { policy, threshold: n / 10, decayTime, maxEpochs: 20, maintenanceCost: 0.01 });
      }
    }
  });

  // A clock has no threshold.
  it.each(policyNames.filter((name) => name !== "clock"))(
    "with ±1 patterns, where θ is an integer but for rounding (%s)",
    (policy) => {
      const task = randomPatterns(40, 50, 3);
      const run = (threshold: number, decayTime = Number.POSITIVE_INFINITY): PerceptronOutcome =>
        expectSame(task, { policy, threshold, decayTime, maintenanceCost: 0.01, maxEpochs: 40 });
      const unit = policy === "global-global" ? 41 : 1;
      for (const n of [1, 5, 12]) {
        const at = run(n * unit);
        for (const nearby of [n - 1e-13, n - 5e-11 * n, n + 1e-13]) {
          expectLike(run(nearby * unit), at, policy === "local-excess" ? Math.abs(nearby - n) : 0);
        }
        run((n - 1e-9) * unit);
        run((n + 1e-9) * unit);
        for (const decayTime of [1e8, 1e12, 1e15]) run(n * unit, decayTime);
      }
      expectLike(run(4.9999999999 * unit), run(5 * unit), policy === "local-excess" ? 1e-10 : 0);
      for (const huge of [2 ** 31, 1e10, 1e16, 1e300, Number.MAX_VALUE]) expect(run(huge)).toEqual(run(Infinity));
    },
  );

  it("many settings at once, as one by one", () => {
    const task = randomPatterns(20, 25, 1);
    const thresholds = [0, 4.9999999999, 5 - 1e-13, 5, 127 - 1e-12, 1e300];
    const settings = policyNames.flatMap((policy) =>
      thresholds.map((threshold) => ({ policy, threshold, period: periodOf(threshold) })),
    );
    const parameters = parametersOf(task, { maintenanceCost: 1 });
    const [found, expected] = [fast, reference].map((engine) => engine.runMany(task, parameters, settings));
    settings.forEach(({ policy, threshold }, k) => {
      // With the excess policy s stays at θ, and what is no integer adds up to rounding.
      const isRounded = policy === "local-excess" && !Number.isInteger(threshold);
      const expectAlike = (one: PerceptronOutcome, other: PerceptronOutcome) =>
        isRounded ? expectLike(one, other, Number.EPSILON) : expect(one).toEqual(other);
      expectAlike(found![k]!, expected![k]!);
    });
  });
});
