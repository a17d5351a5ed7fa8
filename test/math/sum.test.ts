import fc from "fast-check";
import { expect, it } from "vitest";
import { CompensatedSum } from "../../src/math/sum.js";

function sumOf(terms: readonly number[]): number {
  const sum = new CompensatedSum();
  for (const term of terms) sum.add(term);
  return sum.value;
}

const view = new DataView(new ArrayBuffer(8));

/** A double as an integer multiple of 2^−1074: all of them are. */
function exact(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & (2n ** 52n - 1n);
  const magnitude = exponent === 0n ? fraction : (fraction + 2n ** 52n) << (exponent - 1n);
  return bits >> 63n === 1n ? -magnitude : magnitude;
}

const magnitude = (x: bigint): bigint => (x < 0n ? -x : x);

/** The error of the compensated sum of `terms`, and what it may be, both in units of 2^−1074. */
function errorOf(terms: readonly number[]) {
  const expected = terms.reduce((total, term) => total + exact(term), 0n);
  const absolute = terms.reduce((total, term) => total + magnitude(exact(term)), 0n);
  // One rounding of the result, and n² u² Σ|x| for adding up n compensations of u·|partial sum|, with u = 2^−53.
  const count = BigInt(terms.length);
  const allowed = magnitude(expected) / 2n ** 52n + (count * count * absolute) / 2n ** 106n + 1n;
  return { error: magnitude(exact(sumOf(terms)) - expected), allowed };
}

const term = fc.double({ min: -1e100, max: 1e100, noNaN: true });

it("is 0 before anything is added", () => expect(sumOf([])).toBe(0));

it("is as good as one rounding of the exact sum, however the terms cancel", () =>
  fc.assert(
    fc.property(fc.array(term, { maxLength: 100 }), (terms) => {
      const { error, allowed } = errorOf(terms);
      expect(error <= allowed, `${terms}: off by ${error}, allowed ${allowed} (2^-1074)`).toBe(true);
    }),
  ));

it("is as good when every term but one is taken back", () =>
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 50 }), fc.integer(), (terms, rest) => {
      const cancelling = [...terms, rest, ...terms.map((x) => -x)];
      const { error, allowed } = errorOf(cancelling);
      expect(error <= allowed, `${cancelling}: off by ${error}, allowed ${allowed} (2^-1074)`).toBe(true);
    }),
  ));

// Neumaier 1974: the sums that Kahan's compensation loses, because the large term comes last.
it.each([
  [[1, 1e100, 1, -1e100], 2],
  [[1e100, 1, -1e100], 1],
  [[1e16, 1, 1, -1e16], 2],
])("adds %j to %d", (terms, expected) => expect(sumOf(terms)).toBe(expected));

it("adds integers exactly", () =>
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 1000 }), (terms) => {
      expect(sumOf(terms)).toBe(terms.reduce((total, value) => total + value, 0));
    }),
  ));

it("does not lose a million small terms", () => {
  const terms = new Array<number>(1_000_000).fill(0.1);
  const expected = 1_000_000n * exact(0.1);
  // One rounding of the result; n² u² Σ|x| adds 1e-15 of it at this n.
  const allowed = expected / 2n ** 50n;
  expect(magnitude(exact(sumOf(terms)) - expected) <= allowed).toBe(true);
  // A plain sum is wrong in the eleventh digit here, so the comparison is one that can fail.
  const plain = terms.reduce((total, value) => total + value, 0);
  expect(magnitude(exact(plain) - expected) > allowed).toBe(true);
});
