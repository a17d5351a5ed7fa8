import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perceptronRule } from "../../src/perceptron/rule.js";
import { createPatternSet } from "../../src/tasks/pattern-set.js";

function propose(pattern: number[], target: number, weights: number[]): number[] | null {
  const sources = { patterns: "x", targets: "d" };
  const shape = [1, pattern.length];
  const task = createPatternSet({ shape, data: pattern }, { shape: [1], data: [target] }, sources);
  const change = new Float64Array(pattern.length + 1).fill(99);
  return perceptronRule(task).propose(Float64Array.from(weights), 0, change) ? [...change] : null;
}

// Weights are w₁, w₂ and the bias.
it.each([
  ["right", [1, -1], 1, [1, 0, 0], null],
  ["right, by the bias alone", [1, 1], 1, [1, -1, 0.5], null],
  ["wrong", [1, -1], 1, [0, 2, 0], [1, -1, 1]],
  ["wrong on the other side", [1, -1], -1, [2, 0, 0], [-1, 1, -1]],
  ["a tie, which is wrong", [1, -1], 1, [1, 1, 0], [1, -1, 1]],
  ["a tie on the other side", [1, -1], -1, [2, 1, -1], [-1, 1, -1]],
  ["nothing learned yet, a tie", [1, 1], 1, [0, 0, 0], [1, 1, 1]],
  // 0.1 + 0.2 is above 0.3 by a rounding error, and no result may hang on that.
  ["a tie up to rounding", [0.1, 0.2], 1, [1, 1, -0.3], [0.1, 0.2, 1]],
  ["clear of a tie by more than rounding", [0.1, 0.2], 1, [1, 1, -0.3 + 1e-9], null],
  ["real-valued patterns", [0.5, -2.25], -1, [1, 0, 0], [-0.5, 2.25, -1]],
])("%s: x %j, d %d, w %j", (_, pattern, target, weights, change) =>
  expect(propose(pattern, target, weights)).toEqual(change),
);

describe("any pattern of integers", () => {
  const size = 5;
  const integers = fc.integer({ min: -5, max: 5 });
  const vector = (length: number) => fc.array(integers, { minLength: length, maxLength: length });

  it("is changed by d x, bias included, exactly where d (w·x + bias) ≤ 0", () =>
    fc.assert(
      fc.property(vector(size), fc.constantFrom(1, -1), vector(size + 1), (pattern, target, weights) => {
        const potential = [...pattern, 1].reduce((sum, x, i) => sum + x * weights[i]!, 0);
        const expected = [...pattern, 1].map((x) => target * x + 0);
        const found = propose(pattern, target, weights)?.map((x) => x + 0) ?? null;
        expect(found).toEqual(target * potential <= 0 ? expected : null);
      }),
    ));
});

it("reads the row it is given", () => {
  const data = [1, 1, -1, 1];
  const sources = { patterns: "x", targets: "d" };
  const task = createPatternSet({ shape: [2, 2], data }, { shape: [2], data: [1, -1] }, sources);
  const change = new Float64Array(3);
  const weights = Float64Array.of(0, 0, 0);
  perceptronRule(task).propose(weights, 1, change);
  expect([[...change], [...weights]]).toEqual([
    [1, -1, -1],
    [0, 0, 0],
  ]);
});
