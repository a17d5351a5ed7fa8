import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactSum } from "../../src/math/exact-sum.js";

/** Every double as an integer multiple of 2⁻¹⁰⁷⁴, which BigInt adds without rounding. */
function unitsOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 2047n);
  const fraction = bits & ((1n << 52n) - 1n);
  const size = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return value < 0 ? -size : size;
}

const numbers = fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { maxLength: 30 });

describe("an exact sum", () => {
  it("is kept without rounding", () => {
    fc.assert(
      fc.property(numbers, (terms) => {
        const expected = terms.reduce((sum, term) => sum + unitsOf(term), 0n);
        const { parts } = new ExactSum(terms);
        expect(parts.reduce((sum, part) => sum + unitsOf(part), 0n)).toBe(expected);
      }),
    );
  });

  it("is rounded once, so that no number is nearer", () => {
    fc.assert(
      fc.property(numbers, (terms) => {
        const exact = terms.reduce((sum, term) => sum + unitsOf(term), 0n);
        const { value } = new ExactSum(terms);
        const errorOf = (candidate: number): bigint => {
          const difference = unitsOf(candidate) - exact;
          return difference < 0n ? -difference : difference;
        };
        const [below, above] = neighbours(value);
        expect(errorOf(value) <= errorOf(below)).toBe(true);
        expect(errorOf(value) <= errorOf(above)).toBe(true);
      }),
    );
  });

  it("does not depend on the order of its terms, or on how they are divided", () => {
    fc.assert(
      fc.property(numbers, fc.nat(30), (terms, at) => {
        const whole = new ExactSum(terms).value;
        const first = new ExactSum(terms.slice(at).reverse());
        first.join(new ExactSum(new ExactSum(terms.slice(0, at)).parts));
        expect(first.value).toBe(whole);
      }),
    );
  });

  it("is 0 of nothing, and sees what a running sum loses", () => {
    expect(new ExactSum().value).toBe(0);
    expect(new ExactSum([1e100, 1, -1e100]).value).toBe(1);
    // Half-way between 1 and its successor, and a little more.
    expect(new ExactSum([1, 2 ** -53, 2 ** -106]).value).toBe(1 + 2 ** -52);
    expect(new ExactSum([1, 2 ** -53]).value).toBe(1);
  });
});

/** The numbers next to one. */
function neighbours(value: number): [number, number] {
  const view = new DataView(new ArrayBuffer(8));
  const shifted = (by: bigint): number => {
    view.setFloat64(0, Math.abs(value));
    view.setBigInt64(0, view.getBigInt64(0) + by);
    return view.getFloat64(0);
  };
  if (value === 0) return [-Number.MIN_VALUE, Number.MIN_VALUE];
  const [inner, outer] = [shifted(-1n), shifted(1n)];
  return value > 0 ? [inner, outer] : [-outer, -inner];
}
