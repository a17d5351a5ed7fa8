/** Signed rows, of ±1 in bytes or of numbers in double precision, and their products with weights. */
import { at } from "../table";
import { ROWS, STRIDE, SYNAPSE_COUNT } from "../tables/real-problem";

/** Entries i and i + 1 of a signed row. */
@inline
export function pair<T>(row: usize, i: i32): v128 {
  if (isFloat<T>()) return v128.load(row + (<usize>i << 3));
  const bytes = i16x8.extend_low_i8x16_s(v128.load16_lane(row + i, i64x2.splat(0), 0));
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(bytes));
}

@inline
export function lanes(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** y_q·x for a weight vector x. */
@inline
export function dot<T>(problem: usize, q: i32, x: usize): f64 {
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const length = (at(problem, SYNAPSE_COUNT) + 3) & ~3;
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let i = 0; i < length; i += 4) {
    const from = x + (<usize>i << 3);
    even = f64x2.add(even, f64x2.mul(v128.load(from), pair<T>(row, i)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(from, 16), pair<T>(row, i + 2)));
  }
  return lanes(f64x2.add(even, odd));
}
