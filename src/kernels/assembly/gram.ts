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

/** Blocks of 16 bytes whose bits, at most 8 a byte, are counted in bytes before these could overflow. */
const BLOCKS: usize = 31 * 16;

/** Sum of 16 unsigned bytes. */
@inline
function byteSum(bytes: v128): i32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
  const first = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
  return first + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
}

@inline
function countDiffering(count: v128, own: v128, other: usize): v128 {
  return i8x16.add(count, i8x16.popcnt(v128.xor(own, v128.load(other))));
}

/**
 * The Gram matrix of ±1 patterns, i16: y_q·y_p = (N + 1) − 2·(entries that differ), by XOR and popcount. It is symmetric,
 * so half is counted and the other half copied. `paddedCount` is P rounded up to a multiple of 4; rows of bits beyond P
 * are 0, and what they give is set to 0. `words` is even.
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
  for (let q = 0; q < paddedCount; q++) {
    const own = bits + <usize>q * size;
    const row = gram + <usize>q * gramStride;
    for (let p = q & ~3; p < paddedCount; p += 4) {
      // Four patterns share each load of row q; more would not fit the registers.
      const a = bits + <usize>p * size;
      const b = a + size;
      const c = b + size;
      const d = c + size;
      let da = 0;
      let db = 0;
      let dc = 0;
      let dd = 0;
      for (let begin: usize = 0; begin < size; begin += BLOCKS) {
        const end = min(begin + BLOCKS, size);
        let ca = i8x16.splat(0);
        let cb = ca;
        let cc = ca;
        let cd = ca;
        for (let k = begin; k < end; k += 16) {
          const word = v128.load(own + k);
          ca = countDiffering(ca, word, a + k);
          cb = countDiffering(cb, word, b + k);
          cc = countDiffering(cc, word, c + k);
          cd = countDiffering(cd, word, d + k);
        }
        da += byteSum(ca);
        db += byteSum(cb);
        dc += byteSum(cc);
        dd += byteSum(cd);
      }
      const to = row + <usize>p * 2;
      const column = gram + <usize>p * gramStride + <usize>q * 2;
      const ga = <i16>(synapseCount - 2 * da);
      const gb = <i16>(synapseCount - 2 * db);
      const gc = <i16>(synapseCount - 2 * dc);
      const gd = <i16>(synapseCount - 2 * dd);
      store<i16>(to, ga, 0);
      store<i16>(to, gb, 2);
      store<i16>(to, gc, 4);
      store<i16>(to, gd, 6);
      // The same four, below the diagonal.
      store<i16>(column, ga);
      store<i16>(column + gramStride, gb);
      store<i16>(column + 2 * gramStride, gc);
      store<i16>(column + 3 * gramStride, gd);
    }
  }
  for (let q = 0; q < patternCount; q++) {
    for (let p = patternCount; p < paddedCount; p++) store<i16>(gram + <usize>q * gramStride + <usize>p * 2, 0);
  }
}
