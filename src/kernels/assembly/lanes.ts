/** Vectors of 8, 16 or 32-bit integers by one name, so that a loop is written once for every width. */

/** As many entries of a signed row as there are lanes of T. */
@inline
export function entries<T>(at: usize): v128 {
  if (sizeof<T>() === 1) return v128.load(at);
  if (sizeof<T>() === 2) return v128.load_ext<i8>(at);
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(at)));
}

/** The entries after those. The offset is a constant of the instruction, which is quicker than another address. */
@inline
export function nextEntries<T>(at: usize): v128 {
  if (sizeof<T>() === 1) return v128.load(at, 16);
  if (sizeof<T>() === 2) return v128.load_ext<i8>(at, 8);
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(at, 4)));
}

/**
 * Adds the lanes of T, which are not negative, to partial sums twice as wide. The loader bounds the number of entries
 * (`NARROW_ENTRIES`) so that these cannot overflow.
 */
@inline
export function accumulate<T>(partial: v128, lanes: v128): v128 {
  if (sizeof<T>() === 1) return i16x8.add(partial, i16x8.extadd_pairwise_i8x16_u(lanes));
  if (sizeof<T>() === 2) return i32x4.add(partial, i32x4.extadd_pairwise_i16x8_u(lanes));
  return i64x2.add(partial, i64x2.add(i64x2.extend_low_i32x4_u(lanes), i64x2.extend_high_i32x4_u(lanes)));
}

/** The sum of partial sums. */
@inline
export function total<T>(partial: v128): i64 {
  let sum = partial;
  if (sizeof<T>() === 1) sum = i32x4.extadd_pairwise_i16x8_u(sum);
  if (sizeof<T>() <= 2) sum = i64x2.add(i64x2.extend_low_i32x4_u(sum), i64x2.extend_high_i32x4_u(sum));
  return i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1);
}

@inline
export function laneMax<T>(lanes: v128): i32 {
  if (sizeof<T>() === 1) return laneMax<i16>(v128.max<i16>(i16x8.extend_low_i8x16_s(lanes), i16x8.extend_high_i8x16_s(lanes)));
  if (sizeof<T>() === 2) return laneMax<i32>(v128.max<i32>(i32x4.extend_low_i16x8_s(lanes), i32x4.extend_high_i16x8_s(lanes)));
  const first = max(i32x4.extract_lane(lanes, 0), i32x4.extract_lane(lanes, 1));
  return max(first, max(i32x4.extract_lane(lanes, 2), i32x4.extract_lane(lanes, 3)));
}

/** Largest |x| of an array of as many T as fill whole vectors. */
@inline
function largestOf<T>(values: usize, length: i32): i32 {
  const end = values + <usize>length * sizeof<T>();
  let largest = i64x2.splat(0);
  for (let at = values; at < end; at += 16) largest = v128.max<T>(largest, v128.abs<T>(v128.load(at)));
  return laneMax<T>(largest);
}

/** Largest |x| of an array of integers of `width` bytes; a multiple of 16 of them. */
export function largest(values: usize, length: i32, width: i32): i32 {
  if (width === 1) return largestOf<i8>(values, length);
  return width === 2 ? largestOf<i16>(values, length) : largestOf<i32>(values, length);
}
