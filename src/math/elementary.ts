/**
 * exp, log and power from additions and multiplications alone. The engines' own Math.exp, log and pow differ in the
 * last bit from one engine to the next; whatever can influence a result uses these, and so is the same everywhere.
 */

const bits = new DataView(new ArrayBuffer(8));

/** ln 2 in two parts: the high part ends in 21 zero bits, so that k·high is exact for every exponent k. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2^k for −1022 ≤ k ≤ 1023, by writing the exponent field. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** eˣ to about one unit in the last place: e^x = 2^k e^r with |r| ≤ ln 2 / 2, and e^r by its Taylor series. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  // Degree 13 leaves an error of r¹⁴/14! < 4e-18 at |r| = 0.347.
  let series = 1;
  for (let n = 13; n >= 1; n--) series = 1 + (r * series) / n;
  // Two factors, because 2^k itself is out of range where e^x is only just in range.
  const half = k >> 1;
  return series * powerOfTwo(half) * powerOfTwo(k - half);
}

/** ln x to about one unit in the last place: x = 2^k m with √½ ≤ m < √2, and ln m = 2 artanh((m − 1)/(m + 1)). */
export function log(x: number): number {
  if (x < 0 || Number.isNaN(x)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 2 ** 54;
    k = -54;
  }
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  k += (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m > Math.SQRT2) {
    m /= 2;
    k += 1;
  }
  const f = (m - 1) / (m + 1);
  const square = f * f;
  // |f| ≤ 0.1716: the first term left out, f²³/23, is below 2e-18 of f.
  let tail = 0;
  for (let n = 21; n >= 3; n -= 2) tail = square * (1 / n + tail);
  return k * LN2_HIGH + (2 * f + (2 * f * tail + k * LN2_LOW));
}

/** xᵖ for x ≥ 0, with 0⁰ = 0: what does not change costs nothing, whatever the exponent of the cost. */
export function power(x: number, exponent: number): number {
  if (x === 0) return 0;
  if (exponent === 1) return x;
  if (exponent === 0) return 1;
  if (exponent === 2) return x * x;
  if (exponent === 0.5) return Math.sqrt(x);
  return exp(exponent * log(x));
}
