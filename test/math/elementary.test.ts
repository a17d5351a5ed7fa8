import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, log, power } from "../../src/math/elementary.js";
import { expectClose, ulpsBetween } from "./close.js";

const EPSILON = 2 ** -52;
// One unit in the last place is ours, one is that of the engine's own function, which is no exact reference either.
const BOTH_ROUNDINGS = 2;

/** Every sign and exponent equally often, subnormal numbers among them. */
const positive = fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true });
const argumentOfExp = fc.oneof(
  fc.double({ min: -745.2, max: 709.79, noNaN: true }),
  fc.integer({ min: -7452_000, max: 7097_900 }).map((n) => n / 1e4),
);

describe("exp", () => {
  it("agrees with Math.exp over its whole range", () =>
    fc.assert(
      fc.property(argumentOfExp, (x) => {
        expect(ulpsBetween(exp(x), Math.exp(x))).toBeLessThanOrEqual(BOTH_ROUNDINGS);
      }),
      { numRuns: 20_000 },
    ));

  // ln of the largest double, of half the smallest one (where e^x rounds to 0), and of the smallest normal one; the
  // expected values are those of 60 decimal digits, rounded.
  it.each([
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Number.POSITIVE_INFINITY],
    [-745.1332191019411, Number.MIN_VALUE],
    [-745.1332191019412, 0],
    [-708.3964185322641, 2.2250738585072626e-308],
  ])("is in range up to the ends of the doubles: e^%d", (x, expected) => {
    expect(ulpsBetween(exp(x), expected)).toBeLessThanOrEqual(BOTH_ROUNDINGS);
  });

  it.each([
    [0, 1],
    [-0, 1],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.NaN, Number.NaN],
    [Number.MAX_VALUE, Number.POSITIVE_INFINITY],
    [-Number.MAX_VALUE, 0],
  ])("e^%d is %d", (x, expected) => expect(exp(x)).toBe(expected));
});

describe("log", () => {
  it("agrees with Math.log over its whole range, subnormal numbers included", () =>
    fc.assert(
      fc.property(positive, (x) => {
        expect(ulpsBetween(log(x), Math.log(x))).toBeLessThanOrEqual(BOTH_ROUNDINGS);
      }),
      { numRuns: 20_000 },
    ));

  it("agrees with Math.log next to 1, where the logarithm is small", () =>
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), (n) => {
        const x = 1 + n * EPSILON;
        expect(ulpsBetween(log(x), Math.log(x))).toBeLessThanOrEqual(BOTH_ROUNDINGS);
      }),
    ));

  it("is k ln 2 at the powers of two", () => {
    for (let k = -1074; k <= 1023; k++) {
      expect(ulpsBetween(log(2 ** k), k * Math.LN2), `log(2^${k})`).toBeLessThanOrEqual(BOTH_ROUNDINGS);
    }
  });

  it.each([
    [1, 0],
    [0, Number.NEGATIVE_INFINITY],
    [-0, Number.NEGATIVE_INFINITY],
    [-1, Number.NaN],
    [Number.NEGATIVE_INFINITY, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN],
  ])("of %d is %d", (x, expected) => expect(log(x)).toBe(expected));

  it("is undone by exp", () =>
    fc.assert(
      fc.property(fc.double({ min: 2 ** -1022, max: 2 ** 1023, noNaN: true }), (x) => {
        // An error of one unit in ln x, which is |ln x| epsilon at most, is a relative error of e^(ln x).
        expectClose(exp(log(x)), x, { relative: (Math.abs(Math.log(x)) + 2) * EPSILON }, { x });
      }),
    ));
});

describe("power", () => {
  it("counts no change as nothing, whatever the exponent", () => {
    for (const exponent of [0, 0.3, 0.5, 1, 1.7, 2, 10]) expect(power(0, exponent), `0^${exponent}`).toBe(0);
  });

  it("is exact for the exponents 0, ½, 1 and 2", () =>
    fc.assert(
      fc.property(positive, (x) => {
        expect([power(x, 0), power(x, 0.5), power(x, 1), power(x, 2)]).toEqual([1, Math.sqrt(x), x, x * x]);
      }),
    ));

  it("agrees with Math.pow otherwise", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1e-20, max: 1e20, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (x, exponent) => {
          // Rounding p ln x costs |p ln x| epsilon, ln x itself as much again, and the two functions a unit each.
          const relative = (2 * Math.abs(exponent * Math.log(x)) + 2) * EPSILON;
          expectClose(power(x, exponent), x ** exponent, { relative }, { x, exponent });
        },
      ),
    ));
});
