import { describe, expect, it } from "vitest";
import { areSigns } from "../../src/kernels/are-signs.js";
import { cacheCodes } from "../../src/kernels/cache-codes.js";
import { realKernelBytes } from "../../src/kernels/real-problem.js";

describe("areSigns", () => {
  const signs = Array.from({ length: 23 }, (_, i) => (i % 3 === 0 ? -1 : 1));

  it("takes ±1 throughout, wherever in a buffer they begin and end", () => {
    for (let offset = 0; offset < 5; offset++) {
      for (let length = 0; length <= signs.length; length++) {
        const patterns = new Int8Array(new ArrayBuffer(40), offset, length);
        patterns.set(signs.slice(0, length));
        expect(areSigns(patterns), `${length} from ${offset}`).toBe(true);
      }
    }
  });

  // −2 and −127 share bits with −1, and 3 with 1.
  it.each([0, 2, 3, -2, 127, -127, -128])("notices %d at every place", (value) => {
    for (let place = 0; place < signs.length; place++) {
      expect(areSigns(Int8Array.from(signs, (sign, i) => (i === place ? value : sign))), `at ${place}`).toBe(false);
    }
  });

  it("looks at no real numbers, whatever they are", () => expect(areSigns(Float64Array.of(1, -1))).toBe(false));
});

it("needs eight bytes an entry of the Gram matrix for real patterns, and two for ±1", () => {
  const sizes = { inputCount: 10, patternCount: 2000 };
  const cache = { code: cacheCodes.NEURON_BY_LARGEST, limits: [5], decayFactor: 0.9 };
  const bytes = (signs: boolean) => realKernelBytes(sizes, { cache, signs });
  expect(bytes(false)).toBeGreaterThanOrEqual(8 * 2000 ** 2);
  expect(bytes(true)).toBeGreaterThanOrEqual(2 * 2000 ** 2);
  expect(bytes(true)).toBeLessThan(4 * 2000 ** 2);
});
