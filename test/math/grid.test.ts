import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { log } from "../../src/math/elementary.js";
import { linearGrid, logarithmicGrid } from "../../src/math/grid.js";
import { expectClose } from "./close.js";

describe("logarithmicGrid", () => {
  it("has exact ends, rises, and multiplies by the same factor from point to point", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.double({ min: 1.1, max: 1e9, noNaN: true }),
        fc.integer({ min: 2, max: 50 }),
        (low, ratio, count) => {
          const high = low * ratio;
          const grid = logarithmicGrid(low, high, count);
          expect([grid.length, grid[0], grid.at(-1)]).toEqual([count, low, high]);
          const factor = (high / low) ** (1 / (count - 1));
          for (let i = 1; i < count; i++) {
            // exp and log err by a few 1e-16 times the logarithm, which is at most 21 here.
            expectClose(grid[i]! / grid[i - 1]!, factor, { relative: 1e-13 }, { low, high, count, i });
          }
        },
      ),
    ));

  it("meets the powers of ten between powers of ten", () => {
    for (const [i, value] of logarithmicGrid(1e-6, 1, 7).entries()) {
      expectClose(value, 10 ** (i - 6), { relative: 1e-14 }, { i });
    }
  });
});

describe("linearGrid", () => {
  it.each([
    [0.5, 3.5, 1, [0.5, 1.5, 2.5, 3.5]],
    [0, 1, 0.4, [0, 0.4, 0.8]],
    [2, 2, 1, [2]],
    [2, 1, 1, []],
  ])("from %d to %d in steps of %d", (low, high, step, expected) =>
    expect(linearGrid(low, high, step)).toEqual(expected),
  );

  // 0.15/0.01 is 14.999999999999996 in doubles: the end must not be lost to that.
  it("reaches an end that is a whole number of steps away", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 1000 }), (count, hundredths) => {
        const step = hundredths / 100;
        const grid = linearGrid(0.8, 0.8 + count * step, step);
        expect(grid.length, `${count} steps of ${step}`).toBe(count + 1);
        expectClose(grid.at(-1)!, 0.8 + count * step, { relative: 1e-15 }, { count, step });
      }),
    ));
});

describe("logarithmicGrid over more powers of ten than a ratio can hold", () => {
  it.each([
    [5e-324, 1e308, 5],
    [Number.MIN_VALUE, Number.MAX_VALUE, 1000],
    [1e308, 5e-324, 7],
    [1e-200, 1e200, 9],
  ])("from %d to %d in %d points goes by equal ratios", (low, high, count) => {
    const grid = logarithmicGrid(low, high, count);
    expect([grid.length, grid[0], grid.at(-1)]).toEqual([count, low, high]);
    const step = (log(high) - log(low)) / (count - 1);
    for (let i = 1; i < count; i++) {
      // The smallest numbers come in steps of 5e-324, so that rounding counts there.
      const absolute = 1e-9 + Number.MIN_VALUE / grid[i]!;
      expectClose(log(grid[i]!) - log(low), i * step, { absolute }, { i });
    }
  });
});
