/**
 * How often persistent weights are written, where that is asked for. An area of memory begins with the number of events, f64, that
 * is of groups consolidated at one moment; from `FIRST` on it has a u32 for every synapse.
 */

/** Bytes before the first count, so that counts begin where vectors do. */
export const FIRST: usize = 16;

/** A group has been consolidated so many times. */
@inline
export function countEvents(writes: usize, events: f64): void {
  store<f64>(writes, load<f64>(writes) + events);
}

/** One more write of a synapse. */
@inline
export function countWrite(writes: usize, i: usize): void {
  const to = writes + FIRST + (i << 2);
  store<u32>(to, load<u32>(to) + 1);
}

/** One less than zero for each write: a true lane of 32 bits is −1. */
@inline
function subtractFour(to: usize, lanes: v128): void {
  v128.store(to, i32x4.sub(v128.load(to), lanes));
}

/**
 * Takes lanes of T from the counts of as many synapses, beginning with synapse i; they are minus the writes of each. Most are
 * often 0.
 */
@inline
export function subtractLanes<T>(writes: usize, i: usize, lanes: v128): void {
  if (!v128.any_true(lanes)) return;
  const to = writes + FIRST + (i << 2);
  if (sizeof<T>() === 4) {
    subtractFour(to, lanes);
  } else if (sizeof<T>() === 2) {
    subtractFour(to, i32x4.extend_low_i16x8_s(lanes));
    subtractFour(to + 16, i32x4.extend_high_i16x8_s(lanes));
  } else {
    const low = i16x8.extend_low_i8x16_s(lanes);
    const high = i16x8.extend_high_i8x16_s(lanes);
    subtractFour(to, i32x4.extend_low_i16x8_s(low));
    subtractFour(to + 16, i32x4.extend_high_i16x8_s(low));
    subtractFour(to + 32, i32x4.extend_low_i16x8_s(high));
    subtractFour(to + 48, i32x4.extend_high_i16x8_s(high));
  }
}
