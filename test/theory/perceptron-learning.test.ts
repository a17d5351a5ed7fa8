import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perceptronLearning } from "../../src/theory/perceptron-learning.js";
import { expectClose } from "../math/close.js";

// A handful of operations, each with a relative error of 1.1e-16.
const ROUNDING = 1e-14;

// √(πP)/(2 − P/N) by hand at N = 1000, to the digits that are usually quoted next to the measured inefficiencies
// (eLife 2020;9:e50804, Figure 1D), cut or rounded: within one unit of the last.
it.each([
  [100, 9.3, 0.1],
  [500, 26.4, 0.1],
  [1000, 56.1, 0.1],
  [1500, 137, 1],
  [1800, 376, 1],
  [1900, 773, 1],
])("the inefficiency at N = 1000, P = %d is %d ± %d", (patternCount, inefficiency, absolute) =>
  expectClose(perceptronLearning(1000, patternCount).inefficiency, inefficiency, { absolute }, { patternCount }),
);

it("is all powers of two at N = 64, P = 64, η = 2", () => {
  // Room 2 − 1 = 1: K = 2·64, T = 64^{3/2}, M = 64·128·2.
  expect(perceptronLearning(64, 64, 2)).toMatchObject({ updateCount: 128, timestepCount: 512, energy: 16384 });
});

const sizes = fc
  .integer({ min: 1, max: 100_000 })
  .chain((inputCount) => fc.tuple(fc.constant(inputCount), fc.integer({ min: 1, max: 2 * inputCount - 1 })));

describe("for any P < 2N", () => {
  it("the inefficiency is the energy over the minimal energy, whatever η", () =>
    fc.assert(
      fc.property(sizes, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ([inputCount, patternCount], rate) => {
        const { energy, minimalEnergy, inefficiency } = perceptronLearning(inputCount, patternCount, rate);
        expectClose(energy / minimalEnergy, inefficiency, { relative: ROUNDING }, { inputCount, patternCount, rate });
      }),
    ));

  it("M_min is N times the mean distance √(2K/π) that a random walk of K steps ends at", () =>
    fc.assert(
      fc.property(sizes, ([inputCount, patternCount]) => {
        const { updateCount, minimalEnergy } = perceptronLearning(inputCount, patternCount);
        const distance = Math.sqrt((2 * updateCount) / Math.PI);
        expectClose(minimalEnergy, inputCount * distance, { relative: ROUNDING }, { inputCount, patternCount });
      }),
    ));

  it("K and T grow as (2 − P/N)⁻²: K (2 − P/N)² = 2P and T/K = √P/2", () =>
    fc.assert(
      fc.property(sizes, ([inputCount, patternCount]) => {
        const { updateCount, timestepCount } = perceptronLearning(inputCount, patternCount);
        const inputs = { inputCount, patternCount };
        const room = 2 - patternCount / inputCount;
        expectClose(updateCount * room ** 2, 2 * patternCount, { relative: ROUNDING }, inputs);
        expectClose(timestepCount / updateCount, Math.sqrt(patternCount) / 2, { relative: ROUNDING }, inputs);
      }),
    ));
});

it.each([
  [1, 2],
  [1000, 2000],
  [1000, 2001],
  [10, 1000],
  [1000, Number.NaN],
])("has no theory at N = %d, P = %d, and says which P has", (inputCount, patternCount) => {
  expect(() => perceptronLearning(inputCount, patternCount)).toThrow(RangeError);
  expect(() => perceptronLearning(inputCount, patternCount)).toThrow(
    `patternCount must be < ${2 * inputCount} = 2·inputCount, the capacity of the perceptron, got ${patternCount}.`,
  );
});
