/**
 * Signed patterns y_p = d_p x_p, their bias entry d_p last, and the Gram matrix y_q·y_p. A row of it is what an update by
 * pattern q adds to the margins w·y_p of all patterns.
 */

/** d·x for a target d = ±1, sixteen entries at a time. */
@inline
function signed(target: i32, x: v128): v128 {
  // Two's complement: x ^ 0 − 0 = x and x ^ −1 − (−1) = −x.
  const mask = i8x16.splat(<i8>(target >> 31));
  return i8x16.sub(v128.xor(x, mask), mask);
}

/**
 * Signed rows of ±1 patterns (P×N, i8, rows without padding) and targets (P, i8), in rows of `stride` bytes.
 * The padding stays 0 and changes no sum.
 */
export function signRows(
  patterns: usize,
  targets: usize,
  patternCount: i32,
  inputCount: i32,
  rows: usize,
  stride: i32,
): void {
  for (let p = 0; p < patternCount; p++) {
    const target = <i32>load<i8>(targets + p);
    const from = patterns + <usize>p * inputCount;
    const to = rows + <usize>p * stride;
    let i = 0;
    for (; i + 16 <= inputCount; i += 16) v128.store(to + i, signed(target, v128.load(from + i)));
    for (; i < inputCount; i++) store<i8>(to + i, <i8>(target * <i32>load<i8>(from + i)));
    store<i8>(to + inputCount, <i8>target);
  }
}

/** One bit an entry, set where it is positive; the padding is 0 in every row and so never differs. */
export function packBits(rows: usize, stride: i32, patternCount: i32, bits: usize, words: i32): void {
  const zero = i8x16.splat(0);
  for (let p = 0; p < patternCount; p++) {
    const from = rows + <usize>p * stride;
    const to = bits + <usize>p * words * 8;
    for (let i = 0; i < stride; i += 16) {
      store<u16>(to + (i >> 3), <u16>i8x16.bitmask(v128.gt<i8>(v128.load(from + i), zero)));
    }
  }
}

/** Four entries of a row of the Gram matrix, i16, from the bits that differ. */
@inline
function storeFour(to: usize, synapseCount: i32, a: i64, b: i64, c: i64, d: i64): void {
  store<i16>(to, <i16>(synapseCount - 2 * <i32>a), 0);
  store<i16>(to, <i16>(synapseCount - 2 * <i32>b), 2);
  store<i16>(to, <i16>(synapseCount - 2 * <i32>c), 4);
  store<i16>(to, <i16>(synapseCount - 2 * <i32>d), 6);
}

/**
 * The Gram matrix of ±1 patterns, i16: y_q·y_p = (N + 1) − 2·(entries that differ), by XOR and popcount. It is symmetric,
 * so half is counted and the other half copied. `paddedCount` is P rounded up to a multiple of 4; rows of bits beyond P
 * are 0, and what they give is set to 0.
 */
export function fillGram(
  bits: usize,
  words: i32,
  patternCount: i32,
  paddedCount: i32,
  synapseCount: i32,
  gram: usize,
  gramStride: i32,
): void {
  const size = <usize>words * 8;
  for (let q = 0; q < paddedCount; q += 2) {
    const own = bits + <usize>q * size;
    const row = gram + <usize>q * gramStride;
    // A tile of two rows and four columns: six loads for eight counts.
    for (let p = q & ~3; p < paddedCount; p += 4) {
      const other = bits + <usize>p * size;
      let a0: i64 = 0;
      let b0: i64 = 0;
      let c0: i64 = 0;
      let d0: i64 = 0;
      let a1: i64 = 0;
      let b1: i64 = 0;
      let c1: i64 = 0;
      let d1: i64 = 0;
      for (let k: usize = 0; k < size; k += 8) {
        const x = load<i64>(own + k);
        const y = load<i64>(own + size + k);
        const a = load<i64>(other + k);
        const b = load<i64>(other + size + k);
        const c = load<i64>(other + 2 * size + k);
        const d = load<i64>(other + 3 * size + k);
        a0 += popcnt(x ^ a);
        b0 += popcnt(x ^ b);
        c0 += popcnt(x ^ c);
        d0 += popcnt(x ^ d);
        a1 += popcnt(y ^ a);
        b1 += popcnt(y ^ b);
        c1 += popcnt(y ^ c);
        d1 += popcnt(y ^ d);
      }
      storeFour(row + <usize>p * 2, synapseCount, a0, b0, c0, d0);
      storeFour(row + gramStride + <usize>p * 2, synapseCount, a1, b1, c1, d1);
      // The same eight, below the diagonal.
      const column = gram + <usize>p * gramStride + <usize>q * 2;
      store<i32>(column, load<u16>(row + <usize>p * 2, 0) | (<i32>load<i16>(row + gramStride + <usize>p * 2, 0) << 16));
      store<i32>(column + gramStride, load<u16>(row + <usize>p * 2, 2) | (<i32>load<i16>(row + gramStride + <usize>p * 2, 2) << 16));
      store<i32>(column + 2 * gramStride, load<u16>(row + <usize>p * 2, 4) | (<i32>load<i16>(row + gramStride + <usize>p * 2, 4) << 16));
      store<i32>(column + 3 * gramStride, load<u16>(row + <usize>p * 2, 6) | (<i32>load<i16>(row + gramStride + <usize>p * 2, 6) << 16));
    }
  }
  for (let q = 0; q < patternCount; q++) {
    for (let p = patternCount; p < paddedCount; p++) store<i16>(gram + <usize>q * gramStride + <usize>p * 2, 0);
  }
}
