/** Vectors of four float32 numbers. */

// Arithmetic on subnormal numbers, below 1e-38, is a hundred times slower. So numbers that are too small to matter
// become 0 in time: beside the float32 weights of a network that learns, none of these can be seen.
/** Hidden units of a smaller activity are silent. */
export const SILENT: f32 = 1e-12;
/** Smaller steps are not made, and smaller transient parts are dropped; multiplied by SILENT it is a normal number. */
export const NEGLIGIBLE: f64 = 1e-24;

/** Sum of four float32 numbers. */
@inline
export function laneSum(v: v128): f64 {
  const pairs = f32x4.add(v, i32x4.shuffle(v, v, 2, 3, 0, 1));
  return <f64>(f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
}

/** Numbers no larger than `tiny` become 0. */
@inline
export function withoutTiny(v: v128, tiny: f32): v128 {
  return v128.and(v, f32x4.gt(f32x4.abs(v), f32x4.splat(tiny)));
}

/** sum + x·p + y·q */
@inline
export function addTwo(sum: v128, x: v128, p: v128, y: v128, q: v128): v128 {
  return f32x4.add(sum, f32x4.add(f32x4.mul(x, p), f32x4.mul(y, q)));
}

/** Four numbers += factor · step, and what they are then. */
@inline
export function changeBy(numbers: usize, steps: usize, factor: v128): v128 {
  const value = f32x4.add(v128.load(numbers), f32x4.mul(factor, v128.load(steps)));
  v128.store(numbers, value);
  return value;
}
