import { describe, expect, it } from "vitest";
import { IntegerPerceptron, integerKernelBytes } from "../../src/kernels/perceptron-integer.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

/** Counts a change as its magnitude; nobody pays for l. */
const cost = { plain: true, sizeOf: Math.abs, tracksPersistent: false };

/** Rosenblatt's rule, epoch by epoch: the weights after each, and the updates in it. */
function byDefinition({ inputCount, patternCount, patterns, targets }: PatternSet) {
  const weights = new Array<number>(inputCount + 1).fill(0);
  const inputsOf = (row: number) => [...patterns.subarray(row * inputCount, (row + 1) * inputCount), 1];
  const epochs: { weights: number[]; updateCount: number }[] = [];
  do {
    let updateCount = 0;
    for (let row = 0; row < patternCount; row++) {
      const x = inputsOf(row);
      if (targets[row]! * x.reduce((sum, value, i) => sum + value * weights[i]!, 0) > 0) continue;
      for (const [i, value] of x.entries()) weights[i]! += targets[row]! * value;
      updateCount += 1;
    }
    epochs.push({ weights: [...weights], updateCount });
  } while (epochs.at(-1)!.updateCount > 0);
  return epochs;
}

// Rows that end within a vector of 16 and of 32 entries, at its end, and just behind it.
describe.each([1, 15, 31, 32, 63, 64, 100])("with %d inputs", (inputCount) => {
  const random = randomPatterns(inputCount, Math.max(1, Math.floor(0.7 * inputCount)), 3);
  const task = { ...random, patterns: Int8Array.from(random.patterns) };
  const expected = byDefinition(task);

  it("learns, epoch by epoch, as the rule is defined", () => {
    const kernel = new IntegerPerceptron(task, [], { ...cost, maxEpochs: 1000, byEpoch: true });
    for (const [k, { weights, updateCount }] of expected.entries()) {
      const isLast = k === expected.length - 1;
      const found = kernel.learn();
      expect(found).toMatchObject({ updateCount, epochCount: k + 1, converged: isLast, ended: isLast });
      expect([...kernel.weights()]).toEqual(weights);
    }
  });

  it("learns the same at one go, and gives up after the epochs it is given", () => {
    const whole = new IntegerPerceptron(task, [], { ...cost, maxEpochs: 1000, byEpoch: false });
    const updateCount = expected.reduce((sum, epoch) => sum + epoch.updateCount, 0);
    expect(whole.learn()).toMatchObject({ updateCount, epochCount: expected.length, converged: true, ended: true });
    const short = new IntegerPerceptron(task, [], { ...cost, maxEpochs: 1, byEpoch: false });
    expect(short.learn()).toMatchObject({ epochCount: 1, converged: false, ended: true });
    expect([...short.weights()]).toEqual(expected[0]!.weights);
  });
});

it("needs room for the Gram matrix, two bytes an entry, and for the patterns", () => {
  expect(integerKernelBytes(1000, 800)).toBeGreaterThanOrEqual(2 * 800 ** 2 + 800 * 1000);
});
