import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/math/random.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

const count = fc.integer({ min: 1, max: 100 });
const seed = fc.maxSafeNat();
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe("the order of the draws", () => {
  it("takes one bit an entry, the low bit first, rows without padding", () => {
    const { patterns, targets } = randomPatterns(7, 13, 5);
    const [patternBits, targetBits] = [randomStream(5, "patterns"), randomStream(5, "targets")];
    const bits = [0, 1, 2].flatMap(() => {
      const draw = patternBits.nextUint32();
      return Array.from({ length: 32 }, (_, bit) => (Math.floor(draw / 2 ** bit) % 2 === 1 ? 1 : -1));
    });
    expect(Array.from(patterns)).toEqual(bits.slice(0, 7 * 13));
    const draw = targetBits.nextUint32();
    expect(Array.from(targets)).toEqual(Array.from({ length: 13 }, (_, bit) => ((draw >>> bit) & 1 ? 1 : -1)));
  });

  it("makes fewer patterns the first of more", () =>
    fc.assert(
      fc.property(count, count, count, seed, (inputCount, fewer, more, seed) => {
        const few = randomPatterns(inputCount, fewer, seed);
        const many = randomPatterns(inputCount, fewer + more, seed);
        expect(many.patterns.slice(0, few.patterns.length)).toEqual(few.patterns);
        expect(many.targets.slice(0, fewer)).toEqual(few.targets);
      }),
    ));

  it("makes targets that do not depend on the input count", () =>
    fc.assert(
      fc.property(count, count, count, seed, (one, other, patternCount, seed) => {
        const targets = randomPatterns(one, patternCount, seed).targets;
        expect(targets).toEqual(randomPatterns(other, patternCount, seed).targets);
      }),
    ));

  it("gives other patterns and targets for another seed", () => {
    const [a, b] = [randomPatterns(100, 100, 1), randomPatterns(100, 100, 2)];
    expect(a.patterns).not.toEqual(b.patterns);
    expect(a.targets).not.toEqual(b.targets);
  });
});

// All seeds are fixed, so that a test either always passes or never does; five standard deviations leave a chance of
// 6e-7 that a correct generator would have been refused when they were chosen.
describe("the distribution", () => {
  const [inputCount, patternCount] = [1000, 1000];
  const { patterns, targets } = randomPatterns(inputCount, patternCount, 1);

  it("has values of ±1 only", () => {
    expect(new Set(patterns)).toEqual(new Set([1, -1]));
    expect(new Set(targets)).toEqual(new Set([1, -1]));
  });

  it("has mean 0 with standard deviation 1/√n", () => {
    expect(Math.abs(sum(patterns))).toBeLessThan(5 * Math.sqrt(patterns.length));
    expect(Math.abs(sum(targets))).toBeLessThan(5 * Math.sqrt(targets.length));
  });

  it("has overlaps x_p·x_q of mean 0 and variance N between neighbouring patterns", () => {
    const overlaps = Float64Array.from({ length: patternCount / 2 }, (_, pair) => {
      let overlap = 0;
      for (let i = 0; i < inputCount; i++) {
        overlap += patterns[2 * pair * inputCount + i]! * patterns[(2 * pair + 1) * inputCount + i]!;
      }
      return overlap;
    });
    const pairs = overlaps.length;
    expect(Math.abs(sum(overlaps) / pairs)).toBeLessThan(5 * Math.sqrt(inputCount / pairs));
    // The mean of n squares of normal numbers of variance N has the standard deviation N √(2/n).
    const variance = sum(overlaps.map((overlap) => overlap ** 2)) / pairs;
    expect(Math.abs(variance - inputCount)).toBeLessThan(5 * inputCount * Math.sqrt(2 / pairs));
  });

  it("has targets that do not follow the first input", () => {
    const products = targets.map((target, p) => target * patterns[p * inputCount]!);
    expect(Math.abs(sum(products))).toBeLessThan(5 * Math.sqrt(patternCount));
  });
});

it.each([
  [0, 1],
  [1, 0],
  [1.5, 1],
  [1_000_001, 1],
  [1_000_000, 1_000_000],
])("refuses %d inputs and %d patterns", (inputCount, patternCount) =>
  expect(() => randomPatterns(inputCount, patternCount, 1)).toThrow(UsageError),
);
