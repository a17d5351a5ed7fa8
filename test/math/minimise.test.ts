import fc from "fast-check";
import { expect, it } from "vitest";
import { minimise } from "../../src/math/minimise.js";
import { expectClose } from "./close.js";

it("finds the minimum of x/m + m/x at m, wherever that is", () =>
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (m) => {
      const found = minimise((x) => x / m + m / x, 1e-8, 1e8);
      // At a minimum a value that is right to 1e-16 fixes the place to its square root only.
      expectClose(found, m, { relative: 1e-7 }, { m });
    }),
  ));

it("goes to the end where the function falls all the way", () => {
  expectClose(
    minimise((x) => 1 / x, 1, 10),
    10,
    { relative: 1e-12 },
    "the upper end",
  );
});

it.each([
  [0, 1],
  [Number.NaN, 1],
  [1, Infinity],
  [2, 1],
])("refuses a search from %d to %d", (low, high) => {
  expect(() => minimise((x) => x, low, high)).toThrow(RangeError);
});
