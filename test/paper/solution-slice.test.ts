import { describe, expect, it } from "vitest";
import { solutionSlice, weightsAfter } from "../../src/paper/solution-slice.js";
import { tracePerceptron } from "../../src/perceptron/index.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

const sizes = { inputCount: 20, patternCount: 16, seed: 4 };
const task = randomPatterns(sizes.inputCount, sizes.patternCount, sizes.seed);
const synapses = Array.from({ length: sizes.inputCount + 1 }, (_, i) => i);
const steps = tracePerceptron({ ...sizes, policy: "none" }, synapses, 10_000);
const weights = weightsAfter(
  task,
  steps.filter(({ changed }) => changed).map(({ timestep }) => timestep),
);

/** Whether all patterns are right, by the definition. */
const isSolution = (w: ArrayLike<number>): boolean =>
  Array.from({ length: sizes.patternCount }, (_, p) => {
    let potential = w[sizes.inputCount]!;
    for (let i = 0; i < sizes.inputCount; i++) potential += w[i]! * task.patterns[p * sizes.inputCount + i]!;
    return potential * task.targets[p]! > 0;
  }).every(Boolean);

it("weightsAfter are the weights that the traced run ends with", () =>
  expect([...weights]).toEqual(steps.at(-1)!.persistent));

describe("solutionSlice", () => {
  const slice = solutionSlice(task, weights, 1000);
  const middle = [0, 1].map((axis) => slice.reduce((sum, corner) => sum + corner[axis]!, 0) / slice.length);

  it("has solutions inside, close to every corner, and none beyond it", () => {
    expect(isSolution(weights)).toBe(true);
    expect(slice.length).toBeGreaterThanOrEqual(3);
    const at = (corner: readonly [number, number], share: number): boolean => {
      const [x, y] = [0, 1].map((axis) => middle[axis]! + share * (corner[axis]! - middle[axis]!));
      return isSolution([x!, y!, ...weights.slice(2)]);
    };
    for (const corner of slice) expect([at(corner, 0.999), at(corner, 1.001)]).toEqual([true, false]);
  });

  it("has diagonal sides, as entries are ±1", () => {
    slice.forEach(([x, y], i) => {
      const [nextX, nextY] = slice[(i + 1) % slice.length]!;
      expect(Math.abs(nextX - x)).toBeCloseTo(Math.abs(nextY - y), 9);
    });
  });

  it("is nothing where the other weights leave no solution", () => {
    const others = new Float64Array(weights.length);
    // Without the others, patterns whose first two entries agree ask for both signs of their sum.
    expect(solutionSlice(task, others, 1000).length).toBeLessThan(3);
  });
});
