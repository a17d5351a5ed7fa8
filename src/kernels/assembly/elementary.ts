/**
 * Functions that kernels share. They are made of additions, multiplications and divisions alone, so that they give the
 * same bits on every machine; Math.exp does not.
 */

/** ln 2 in two parts: the high part has 32 trailing zero bits, so that k·high is exact for every exponent k. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/** Adding 1.5·2⁵² rounds to an integer k, and leaves k in the lowest bits of the sum. */
const ROUNDER: f64 = 6755399441055744.0;

/** x − k ln 2. */
function reduce(x: v128, k: v128): v128 {
  const high = f64x2.mul(k, f64x2.splat(LN2_HIGH));
  return f64x2.sub(f64x2.sub(x, high), f64x2.mul(k, f64x2.splat(LN2_LOW)));
}

/** Horner's step: coefficient + r·series. */
function step(coefficient: v128, r: v128, series: v128): v128 {
  return f64x2.add(coefficient, f64x2.mul(r, series));
}

/**
 * Puts 1/(1 + e⁻ˣ) in the place of `count` float64 numbers x, four at a time: the array is filled up to a multiple of
 * four. The exponential is that of `src/math/elementary.ts`, e^x = 2^k e^r with |r| ≤ ln 2 / 2 and the Taylor series of
 * degree 13, with the coefficients 1/n! multiplied in, because thirteen divisions in a row would take longer.
 * Beyond ±700 the function differs from 0 or 1 by less than 1e-304, so x is cut off there and 2^k is in range.
 */
export function logistic(values: usize, count: usize): void {
  const end = values + 8 * count;
  for (let at = values; at < end; at += 32) {
    const lowest = f64x2.splat(-700);
    const highest = f64x2.splat(700);
    const x = f64x2.neg(f64x2.pmax(lowest, f64x2.pmin(highest, v128.load(at))));
    const y = f64x2.neg(f64x2.pmax(lowest, f64x2.pmin(highest, v128.load(at, 16))));
    const rounder = f64x2.splat(ROUNDER);
    const inverse = f64x2.splat(Math.LOG2E);
    const roundedX = f64x2.add(f64x2.mul(x, inverse), rounder);
    const roundedY = f64x2.add(f64x2.mul(y, inverse), rounder);
    const r = reduce(x, f64x2.sub(roundedX, rounder));
    const q = reduce(y, f64x2.sub(roundedY, rounder));

    // Two series side by side: while one waits for a product the other is added to, and both use one coefficient.
    let coefficient = f64x2.splat(1.0 / 479001600.0);
    const first = f64x2.splat(1.0 / 6227020800.0);
    let p = step(coefficient, r, first);
    let s = step(coefficient, q, first);
    coefficient = f64x2.splat(1.0 / 39916800.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 3628800.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 362880.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 40320.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 5040.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 720.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 120.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 24.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(1.0 / 6.0);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    coefficient = f64x2.splat(0.5);
    p = step(coefficient, r, p);
    s = step(coefficient, q, s);
    const one = f64x2.splat(1);
    p = step(one, r, step(one, r, p));
    s = step(one, q, step(one, q, s));

    // Adding k to the exponent field multiplies by 2^k.
    p = i64x2.add(p, i64x2.shl(roundedX, 52));
    s = i64x2.add(s, i64x2.shl(roundedY, 52));
    v128.store(at, f64x2.div(one, f64x2.add(one, p)));
    v128.store(at, f64x2.div(one, f64x2.add(one, s)), 16);
  }
}
