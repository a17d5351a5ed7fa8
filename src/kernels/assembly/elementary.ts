/**
 * Functions that kernels share. They are made of additions, multiplications and divisions alone, so that they give the
 * same bits on every machine; Math.exp does not.
 */

/** ln 2 in two parts: the high part has 32 trailing zero bits, so that k·high is exact for every exponent k. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/** Adding 1.5·2⁵² rounds to an integer k, and leaves k in the lowest bits of the sum. */
const ROUNDER: f64 = 6755399441055744.0;

/** Degree of the Taylor series of e^r, even: what is left out is below r¹⁵/15! < 1e-19 at |r| = ln 2 / 2. */
const DEGREE: usize = 14;

/** Bytes of the table of coefficients. */
export const SERIES_BYTES: usize = 8 * (DEGREE + 1);

/** Writes the coefficients 1/n! of e^r, which `logistic` reads. */
export function writeSeries(table: usize): void {
  let factorial: f64 = 1;
  for (let n: usize = 0; n <= DEGREE; n++) {
    store<f64>(table + 8 * n, 1 / factorial);
    factorial *= <f64>(n + 1);
  }
}

/** x, no further from 0 than 700. */
function cut(x: v128): v128 {
  return f64x2.pmax(f64x2.splat(-700), f64x2.pmin(f64x2.splat(700), x));
}

/** x − k ln 2. */
function reduce(x: v128, k: v128): v128 {
  const high = f64x2.mul(k, f64x2.splat(LN2_HIGH));
  return f64x2.sub(f64x2.sub(x, high), f64x2.mul(k, f64x2.splat(LN2_LOW)));
}

/**
 * Puts 1/(1 + e⁻ˣ) in the place of `count` float64 numbers x, four at a time: the array is filled up to a multiple of
 * four. The exponential is that of `src/math/elementary.ts`: e^x = 2^k e^r with |r| ≤ ln 2 / 2, and e^r by its Taylor
 * series. Beyond ±700 the function differs from 0 or 1 by less than 1e-304, so x is cut off there and 2^k is in range.
 */
export function logistic(values: usize, count: usize, series: usize): void {
  const end = values + 8 * count;
  const one = f64x2.splat(1);
  const rounder = f64x2.splat(ROUNDER);
  for (let at = values; at < end; at += 32) {
    const x = f64x2.neg(cut(v128.load(at)));
    const y = f64x2.neg(cut(v128.load(at, 16)));
    const kx = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), rounder);
    const ky = f64x2.add(f64x2.mul(y, f64x2.splat(Math.LOG2E)), rounder);
    const rx = reduce(x, f64x2.sub(kx, rounder));
    const ry = reduce(y, f64x2.sub(ky, rounder));
    // Two series side by side: while one waits for a product, the other is computed.
    let ex = v128.load64_splat(series, 8 * DEGREE);
    let ey = ex;
    for (let term = series + 8 * (DEGREE - 2); term >= series; term -= 16) {
      const odd = v128.load64_splat(term, 8);
      const even = v128.load64_splat(term);
      ex = f64x2.add(even, f64x2.mul(rx, f64x2.add(odd, f64x2.mul(rx, ex))));
      ey = f64x2.add(even, f64x2.mul(ry, f64x2.add(odd, f64x2.mul(ry, ey))));
    }
    // Adding k to the exponent field multiplies by 2^k.
    ex = i64x2.add(ex, i64x2.shl(kx, 52));
    ey = i64x2.add(ey, i64x2.shl(ky, 52));
    v128.store(at, f64x2.div(one, f64x2.add(one, ex)));
    v128.store(at, f64x2.div(one, f64x2.add(one, ey)), 16);
  }
}
