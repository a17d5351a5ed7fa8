import { expect, it } from "vitest";
import { erf } from "../../src/math/erf.js";
import { expectClose } from "./close.js";

// Abramowitz and Stegun, Handbook of Mathematical Functions, table 7.1, ten digits.
it.each([
  [0.02, 0.0225645747],
  [0.5, 0.5204998778],
  [1, 0.8427007929],
  [2, 0.995322265],
])("erf %d = %d", (x, value) => expectClose(erf(x), value, { absolute: 5e-11 }, { x }));

it("is odd, 2x/√π near 0, and 1 far out", () => {
  expect(erf(-0.7)).toBe(-erf(0.7));
  expectClose(erf(1e-200), 2e-200 / Math.sqrt(Math.PI), { relative: 1e-15 }, "near 0");
  expect([erf(0), erf(6.1), erf(Number.POSITIVE_INFINITY), erf(Number.NEGATIVE_INFINITY)]).toEqual([0, 1, 1, -1]);
  // 1 − erf 5.9 = 7e-17: the series and the constant meet.
  expectClose(erf(5.9), 1, { absolute: 1e-15 }, "5.9");
});

it("refuses what is no number", () => expect(() => erf(Number.NaN)).toThrow(RangeError));
