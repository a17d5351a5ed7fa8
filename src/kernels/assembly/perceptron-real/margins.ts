/** Margins s·y_p and l·y_p by rows of the Gram matrix. */
import { fillGram, packBits } from "../gram";
import { at } from "../table";
import {
  BITS,
  FILLED,
  GRAM,
  GRAM_STRIDE,
  MARGINS_L,
  MARGINS_S,
  PATTERN_COUNT,
  PERSISTENT,
  ROWS,
  STRIDE,
  SYNAPSE_COUNT,
  TRANSIENT,
  WORDS,
} from "../tables/real-problem";
import { BY_GRAM } from "../tables/real-state";
import { addErrorOfMoved, startError } from "./doubt";
import { dot, lanes } from "./products";

/** Row q of the Gram matrix of real patterns: dot products in double precision. */
function fillRealGramRow(problem: usize, q: i32): void {
  const stride = at(problem, STRIDE);
  const rows = <usize>at(problem, ROWS);
  const patternCount = at(problem, PATTERN_COUNT);
  const to = <usize>at(problem, GRAM) + <usize>q * at(problem, GRAM_STRIDE);
  const own = rows + <usize>q * stride;
  for (let p = 0; p < patternCount; p++) {
    const other = rows + <usize>p * stride;
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    for (let k: usize = 0; k < <usize>stride; k += 32) {
      even = f64x2.add(even, f64x2.mul(v128.load(own + k), v128.load(other + k)));
      odd = f64x2.add(odd, f64x2.mul(v128.load(own + k, 16), v128.load(other + k, 16)));
    }
    store<f64>(to + (<usize>p << 3), lanes(f64x2.add(even, odd)));
  }
  store<u8>(<usize>at(problem, FILLED) + q, 1);
}

@inline
function gramRow<T>(problem: usize, q: i32): usize {
  if (isFloat<T>() && load<u8>(<usize>at(problem, FILLED) + q) === 0) fillRealGramRow(problem, q);
  return <usize>at(problem, GRAM) + <usize>q * at(problem, GRAM_STRIDE);
}

/** m_s ← m_s·f + row q of the Gram matrix. */
@inline
export function updateMargins<T>(problem: usize, q: i32, factor: f64): void {
  const margins = <usize>at(problem, MARGINS_S);
  const row = gramRow<T>(problem, q);
  const length = (at(problem, PATTERN_COUNT) + 3) & ~3;
  const f = f64x2.splat(factor);
  for (let p = 0; p < length; p += 4) {
    const to = margins + (<usize>p << 3);
    const a = f64x2.mul(v128.load(to), f);
    const b = f64x2.mul(v128.load(to, 16), f);
    if (isFloat<T>()) {
      const from = row + (<usize>p << 3);
      v128.store(to, f64x2.add(a, v128.load(from)));
      v128.store(to, f64x2.add(b, v128.load(from, 16)), 16);
    } else {
      const inner = i32x4.extend_low_i16x8_s(v128.load64_zero(row + (<usize>p << 1)));
      const upper = i8x16.shuffle(inner, inner, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0);
      v128.store(to, f64x2.add(a, f64x2.convert_low_i32x4_s(inner)));
      v128.store(to, f64x2.add(b, f64x2.convert_low_i32x4_s(upper)), 16);
    }
  }
}

/** The margins of s become those of l, once all of s has been consolidated. */
@inline
export function moveMargins(problem: usize, state: usize): void {
  const patternCount = at(problem, PATTERN_COUNT);
  const marginsS = <usize>at(problem, MARGINS_S);
  const marginsL = <usize>at(problem, MARGINS_L);
  for (let p = 0; p < patternCount; p += 2) {
    const to = <usize>p << 3;
    v128.store(marginsL + to, f64x2.add(v128.load(marginsL + to), v128.load(marginsS + to)));
    v128.store(marginsS + to, f64x2.splat(0));
  }
  addErrorOfMoved(state);
}

/** Goes on with the Gram matrix: margins of l and s are computed once, and a matrix of integers is filled. */
@inline
export function startGram<T>(problem: usize, state: usize): void {
  const patternCount = at(problem, PATTERN_COUNT);
  for (let p = 0; p < patternCount; p++) {
    const offset = <usize>p << 3;
    store<f64>(<usize>at(problem, MARGINS_L) + offset, dot<T>(problem, p, <usize>at(problem, PERSISTENT)));
    store<f64>(<usize>at(problem, MARGINS_S) + offset, dot<T>(problem, p, <usize>at(problem, TRANSIENT)));
  }
  startError(problem, state);
  store<i32>(state + BY_GRAM, 1);
  const filled = <usize>at(problem, FILLED);
  // An earlier run on the same patterns may have left the matrix.
  if (isFloat<T>() || load<u8>(filled) !== 0) return;
  const bits = <usize>at(problem, BITS);
  const words = at(problem, WORDS);
  const gram = <usize>at(problem, GRAM);
  packBits(<usize>at(problem, ROWS), at(problem, STRIDE), patternCount, bits, words);
  const padded = (patternCount + 3) & ~3;
  fillGram(bits, words, patternCount, padded, at(problem, SYNAPSE_COUNT), gram, at(problem, GRAM_STRIDE));
  store<u8>(filled, 1);
}
