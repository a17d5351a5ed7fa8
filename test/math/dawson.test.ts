import { expect, it } from "vitest";
import { dawson } from "../../src/math/dawson.js";
import { expectClose } from "./close.js";

it("solves D′ = 1 − 2xD on both sides of where the series changes, by a central difference", () => {
  const h = 1e-4;
  for (const x of [0, 0.3, 1, 2.5, 6.4, 6.4999, 6.5, 6.5001, 8, 20]) {
    const slope = (dawson(x + h) - dawson(x - h)) / (2 * h);
    // h² |D‴|/6 < 1e-8, as |D‴| ≤ 4, and a rounding of 1e-16/h.
    expectClose(slope, 1 - 2 * x * dawson(x), { absolute: 1e-8 }, { x });
  }
});

it("is greatest, .5410442246, at .9241388730 (NIST Digital Library of Mathematical Functions, 7.3)", () => {
  // At a maximum the value does not depend on the last digits of the place.
  expectClose(dawson(0.924138873), 0.5410442246, { absolute: 1e-10 }, "maximum");
});

it("is odd, and 1/(2x) far away", () => {
  expect(dawson(-1.5)).toBe(-dawson(1.5));
  expect(dawson(-9)).toBe(-dawson(9));
  expect(dawson(0)).toBe(0);
  expect(dawson(1e10)).toBe(5e-11);
  expect(dawson(Number.POSITIVE_INFINITY)).toBe(0);
});

it("refuses NaN, whose series has no end", () => expect(() => dawson(Number.NaN)).toThrow(RangeError));
