/**
 * Functions that kernels share. They are made of additions, multiplications and divisions alone, so that they give the
 * same bits on every machine; Math.exp does not.
 */

/** ln 2 in two parts: the high part has 32 trailing zero bits, so that k·high is exact for every exponent k. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/** Adding 1.5·2⁵² rounds to an integer k, and leaves k in the lowest bits of the sum. */
const ROUNDER: f64 = 6755399441055744.0;

/** Degree of the Taylor series of e^r: what is left out is below r¹⁴/14! < 4e-18 at |r| = ln 2 / 2. */
const DEGREE: usize = 13;

/** 2^k for −1022 ≤ k ≤ 1023. */
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<i64>(k + 1023) << 52);
}

/** e^x for x ≤ 0, in the very operations of `exp` of `src/math/elementary.ts`. */
export function expOfNegative(x: f64): f64 {
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series: f64 = 1;
  for (let n: f64 = <f64>DEGREE; n >= 1; n--) series = 1 + (r * series) / n;
  const half = <i32>k >> 1;
  return series * powerOfTwo(half) * powerOfTwo(<i32>k - half);
}

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

/** next + q·sum, Horner's step. */
function step(q: v128, sum: v128, next: v128): v128 {
  return f64x2.add(next, f64x2.mul(q, sum));
}

/**
 * e^r for |r| ≤ ln 2 / 2 by its Taylor series, even and odd powers side by side in q = r²: while the one sum waits for
 * its product the other goes on. The coefficients are read from memory, and without a loop, because that is faster.
 */
function expOfSmall(r: v128, series: usize): v128 {
  const q = f64x2.mul(r, r);
  let even = v128.load64_splat(series, 96);
  let odd = v128.load64_splat(series, 104);
  even = step(q, even, v128.load64_splat(series, 80));
  odd = step(q, odd, v128.load64_splat(series, 88));
  even = step(q, even, v128.load64_splat(series, 64));
  odd = step(q, odd, v128.load64_splat(series, 72));
  even = step(q, even, v128.load64_splat(series, 48));
  odd = step(q, odd, v128.load64_splat(series, 56));
  even = step(q, even, v128.load64_splat(series, 32));
  odd = step(q, odd, v128.load64_splat(series, 40));
  even = step(q, even, v128.load64_splat(series, 16));
  odd = step(q, odd, v128.load64_splat(series, 24));
  even = step(q, even, v128.load64_splat(series, 0));
  odd = step(q, odd, v128.load64_splat(series, 8));
  return f64x2.add(even, f64x2.mul(r, odd));
}

/**
 * Puts 1/(1 + e⁻ˣ) in the place of `count` float64 numbers x, two at a time: the array is filled up to an even number.
 * The exponential is that of `src/math/elementary.ts`, e^x = 2^k e^r, but for the order of its sums. Beyond ±700 the
 * function differs from 0 or 1 by less than 1e-304, so x is cut off there and 2^k is in range.
 *
 * @param series address of what `writeSeries` wrote
 */
export function logistic(values: usize, count: usize, series: usize): void {
  const end = values + 8 * count;
  const one = f64x2.splat(1);
  const rounder = f64x2.splat(ROUNDER);
  for (let at = values; at < end; at += 16) {
    const x = f64x2.neg(f64x2.pmax(f64x2.splat(-700), f64x2.pmin(f64x2.splat(700), v128.load(at))));
    const rounded = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), rounder);
    const k = f64x2.sub(rounded, rounder);
    const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
    const small = expOfSmall(f64x2.sub(high, f64x2.mul(k, f64x2.splat(LN2_LOW))), series);
    // Adding k to the exponent field multiplies by 2^k.
    const exp = i64x2.add(small, i64x2.shl(rounded, 52));
    v128.store(at, f64x2.div(one, f64x2.add(one, exp)));
  }
}
