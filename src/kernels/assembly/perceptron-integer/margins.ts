/** Margins w·y_p, as dot products and by rows of the Gram matrix. */
import { fillGram, packBits } from "../gram";
import { at } from "../table";
import {
  BITS,
  GRAM,
  GRAM_STRIDE,
  MARGINS,
  PATTERN_COUNT,
  ROWS,
  STRIDE,
  SYNAPSE_COUNT,
  WEIGHTS,
  WORDS,
} from "../tables/integer-problem";
import { BY_GRAM } from "../tables/integer-state";

/** y_q·w, exactly: the products fit 32 bits for the N the loader allows. */
@inline
export function dot(row: usize, weights: usize, stride: i32): i32 {
  let even = i32x4.splat(0);
  let odd = i32x4.splat(0);
  for (let i = 0; i < stride; i += 16) {
    const from = weights + (<usize>i << 1);
    even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(from), v128.load_ext<i8>(row + i)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(from, 16), v128.load_ext<i8>(row + i, 8)));
  }
  const sum = i32x4.add(even, odd);
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + (i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3))
  );
}

/** Goes on with the Gram matrix: fills it and computes every margin once. */
export function startGram(problem: usize, state: usize): void {
  const patternCount = at(problem, PATTERN_COUNT);
  const stride = at(problem, STRIDE);
  const rows = <usize>at(problem, ROWS);
  const bits = <usize>at(problem, BITS);
  const words = at(problem, WORDS);
  packBits(rows, stride, patternCount, bits, words);
  const padded = (patternCount + 3) & ~3;
  const gram = <usize>at(problem, GRAM);
  fillGram(bits, words, patternCount, padded, at(problem, SYNAPSE_COUNT), gram, at(problem, GRAM_STRIDE));
  for (let p = 0; p < patternCount; p++) {
    const margin = dot(rows + <usize>p * stride, <usize>at(problem, WEIGHTS), stride);
    store<i32>(<usize>at(problem, MARGINS) + (<usize>p << 2), margin);
  }
  store<i32>(state + BY_GRAM, 1);
}

/** Adds what the last updates have changed to the margins. */
export function settle(margins: usize, deltas: usize, padded: i32): void {
  const zero = i16x8.splat(0);
  for (let p = 0; p < padded; p += 8) {
    const to = margins + (<usize>p << 2);
    const from = deltas + (<usize>p << 1);
    const recent = v128.load(from);
    v128.store(to, i32x4.add(v128.load(to), i32x4.extend_low_i16x8_s(recent)));
    v128.store(to, i32x4.add(v128.load(to, 16), i32x4.extend_high_i16x8_s(recent)), 16);
    v128.store(from, zero);
  }
}

/** Adds 16-bit lanes, `byteCount` bytes of them, a multiple of 16. */
@inline
export function addLanes(to: usize, from: usize, byteCount: usize): void {
  for (let i: usize = 0; i < byteCount; i += 16) {
    v128.store(to + i, i16x8.add(v128.load(to + i), v128.load(from + i)));
  }
}
