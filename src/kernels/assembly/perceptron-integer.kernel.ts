/**
 * Perceptron learning with ±1 patterns and without decay, in exact integers. Because nothing decays, w does not depend on
 * how it is kept: `learn` runs the trajectory once, in pattern space, and `replay` keeps it under a policy and threshold.
 *
 * Notation: y_p = d_p x_p, the signed pattern with its bias entry d_p last; margins m_p = w·y_p; Gram matrix y_q·y_p.
 * All addresses and sizes come from `src/kernels/perceptron.ts`, which checks them.
 */
export { fillGram, packBits, signRows } from "./gram";

/** What a change of a persistent weight counts as, for costs other than |Δl|. */
@external("env", "sizeOf")
declare function sizeOf(change: f64): f64;

/** Where `learn` stands, between calls. Offsets in bytes; the loader has the same table. */
const ROW: usize = 0; // i32, next pattern
const ERRORS: usize = 4; // i32, updates in this epoch so far
const EPOCHS: usize = 8; // i32, epochs finished
const ENDED: usize = 12; // i32: 0 learning, 1 converged, 2 given up
const GAP: usize = 16; // i32, time steps since the last update
const LAST_ERRORS: usize = 20; // i32, updates in the last finished epoch

/** Adds what the last updates have changed to the margins. */
function settle(margins: usize, deltas: usize, padded: i32): void {
  const zero = i16x8.splat(0);
  for (let p = 0; p < padded; p += 8) {
    const at = margins + (<usize>p << 2);
    const from = deltas + (<usize>p << 1);
    const recent = v128.load(from);
    v128.store(at, i32x4.add(v128.load(at), i32x4.extend_low_i16x8_s(recent)));
    v128.store(at, i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_s(recent)), 16);
    v128.store(from, zero);
  }
}

/**
 * Learns until `capacity` updates are recorded, an epoch ends (if `byEpoch`), or learning does.
 * Each record is the updated pattern (u32) and the time steps since the update before it (u32).
 *
 * @returns updates recorded
 */
export function learn(
  state: usize,
  margins: usize, // i32, P padded to a multiple of 8
  deltas: usize, // i16, what the last updates have added to the margins; 0 between calls
  gram: usize, // i16, P rows of `gramStride` bytes
  gramStride: i32,
  counts: usize, // u32, P: updates by each pattern
  patternCount: i32,
  synapseCount: i32,
  maxEpochs: i32,
  byEpoch: bool,
  records: usize,
  capacity: i32,
): i32 {
  let row = load<i32>(state, ROW);
  let errors = load<i32>(state, ERRORS);
  let epochs = load<i32>(state, EPOCHS);
  let gap = load<i32>(state, GAP);
  let ended = 0;
  let recorded = 0;
  let pending = 0;
  // An update changes a margin by at most N + 1, so that so many of them fit 16 bits.
  const window = 32767 / synapseCount;
  const zero = i32x4.splat(0);
  const padded = (patternCount + 7) & ~7;

  while (recorded < capacity) {
    if (row === patternCount) {
      epochs += 1;
      if (errors === 0) ended = 1;
      else if (epochs === maxEpochs) ended = 2;
      store<i32>(state, errors, LAST_ERRORS);
      errors = 0;
      row = 0;
      if (ended !== 0 || byEpoch) break;
    }
    // Eight right patterns are passed over at once.
    if (row + 8 <= patternCount) {
      const at = margins + (<usize>row << 2);
      const recent = v128.load(deltas + (<usize>row << 1));
      const low = i32x4.add(v128.load(at), i32x4.extend_low_i16x8_s(recent));
      const high = i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_s(recent));
      if (!v128.any_true(v128.or(v128.le<i32>(low, zero), v128.le<i32>(high, zero)))) {
        row += 8;
        gap += 8;
        continue;
      }
    }
    gap += 1;
    if (load<i32>(margins + (<usize>row << 2)) + <i32>load<i16>(deltas + (<usize>row << 1)) <= 0) {
      const gramRow = gram + <usize>row * gramStride;
      for (let p: usize = 0; p < <usize>padded << 1; p += 16) {
        v128.store(deltas + p, i16x8.add(v128.load(deltas + p), v128.load(gramRow + p)));
      }
      pending += 1;
      if (pending === window) {
        settle(margins, deltas, padded);
        pending = 0;
      }
      const count = counts + (<usize>row << 2);
      store<u32>(count, load<u32>(count) + 1);
      const record = records + (<usize>recorded << 3);
      store<u32>(record, row);
      store<u32>(record, gap, 4);
      recorded += 1;
      errors += 1;
      gap = 0;
    }
    row += 1;
  }
  settle(margins, deltas, padded);
  store<i32>(state, row, ROW);
  store<i32>(state, errors, ERRORS);
  store<i32>(state, epochs, EPOCHS);
  store<i32>(state, ended, ENDED);
  store<i32>(state, gap, GAP);
  return recorded;
}

/** w = Σ_q (updates by q)·y_q, i32. */
export function sumWeights(counts: usize, rows: usize, stride: i32, patternCount: i32, weights: usize): void {
  for (let q = 0; q < patternCount; q++) {
    const count = load<i32>(counts + (<usize>q << 2));
    if (count === 0) continue;
    const factor = i32x4.splat(count);
    const row = rows + <usize>q * stride;
    for (let i = 0; i < stride; i += 4) {
      const at = weights + (<usize>i << 2);
      v128.store(at, i32x4.add(v128.load(at), i32x4.mul(factor, entries<i32>(row + i))));
    }
  }
}

/** Largest |x| of an i32 array of a length that is a multiple of 4. */
export function largest32(values: usize, length: i32): i32 {
  let largest = i32x4.splat(0);
  for (let i = 0; i < length; i += 4) largest = v128.max<i32>(largest, v128.abs<i32>(v128.load(values + (<usize>i << 2))));
  return laneMax<i32>(largest);
}

/** As many entries of a signed row as there are lanes of T. */
@inline
function entries<T>(at: usize): v128 {
  const narrow = sizeof<T>() === 2 ? v128.load_ext<i8>(at) : i16x8.extend_low_i8x16_s(v128.load32_zero(at));
  return sizeof<T>() === 2 ? narrow : i32x4.extend_low_i16x8_s(narrow);
}

/** Adds the lanes of T, which are not negative, into two 64-bit lanes. */
@inline
function widen<T>(sum: v128, lanes: v128): v128 {
  const words = sizeof<T>() === 2 ? i32x4.extadd_pairwise_i16x8_s(lanes) : lanes;
  return i64x2.add(sum, i64x2.add(i64x2.extend_low_i32x4_s(words), i64x2.extend_high_i32x4_s(words)));
}

@inline
function laneSum(sum: v128): i64 {
  return i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1);
}

@inline
function laneMax<T>(lanes: v128): i32 {
  let largest: i32 = 0;
  if (sizeof<T>() === 2) {
    for (let half = 0; half < 2; half++) {
      const words = half === 0 ? i32x4.extend_low_i16x8_s(lanes) : i32x4.extend_high_i16x8_s(lanes);
      largest = max(largest, laneMax<i32>(words));
    }
    return largest;
  }
  largest = max(i32x4.extract_lane(lanes, 0), i32x4.extract_lane(lanes, 1));
  return max(largest, max(i32x4.extract_lane(lanes, 2), i32x4.extract_lane(lanes, 3)));
}

/** What a store under one policy and threshold has counted. Offsets in bytes. */
const NORM: usize = 0; // f64, Σ|s| now
const HELD: usize = 8; // f64, Σ_t Σ|s|
const CONSOLIDATED: usize = 16; // f64
const CHANGED: usize = 24; // f64, Σ|Δs| not consolidated at once
const PERSISTENT_NORM: usize = 32; // f64, Σ|l| now
const PERSISTENT_HELD: usize = 40; // f64, Σ_t Σ|l|

/** The groups a policy consolidates, and what it compares with θ. */
const EACH_SYNAPSE = 0;
const NEURON_BY_LARGEST = 1;

/** The largest |s| after the last addition; a global saves the kernel a second result. */
let largestTransient: i32 = 0;

/** s += y; returns Σ|s|. */
@inline
function add<T>(s: usize, row: usize, stride: i32): i64 {
  const lanes = <i32>(16 / sizeof<T>());
  let sum = i64x2.splat(0);
  let partial = i32x4.splat(0);
  let largest = i32x4.splat(0);
  for (let i = 0; i < stride; i += lanes) {
    const at = s + <usize>i * sizeof<T>();
    const value = v128.add<T>(v128.load(at), entries<T>(row + i));
    const magnitude = v128.abs<T>(value);
    v128.store(at, value);
    largest = v128.max<T>(largest, magnitude);
    // 32-bit partial sums are safe: `NARROW_ENTRIES` in the loader bounds how many 16-bit magnitudes there are.
    if (sizeof<T>() === 2) partial = i32x4.add(partial, i32x4.extadd_pairwise_i16x8_s(magnitude));
    else sum = widen<T>(sum, magnitude);
  }
  largestTransient = laneMax<T>(largest);
  return laneSum(sizeof<T>() === 2 ? widen<i32>(sum, partial) : sum);
}

/** s += y and, synapse by synapse, s → 0 where |s| > θ; for the cost |Δl|, and where nothing reads l. */
@inline
function addAndConsolidateEach<T>(s: usize, row: usize, stride: i32, threshold: i32, counters: usize, synapseCount: i32): i64 {
  const lanes = <i32>(16 / sizeof<T>());
  const limit = sizeof<T>() === 2 ? i16x8.splat(<i16>threshold) : i32x4.splat(threshold);
  let kept = i64x2.splat(0);
  let moved = i64x2.splat(0);
  let crossings = sizeof<T>() === 2 ? i16x8.splat(0) : i32x4.splat(0);
  for (let i = 0; i < stride; i += lanes) {
    const at = s + <usize>i * sizeof<T>();
    const value = v128.add<T>(v128.load(at), entries<T>(row + i));
    const magnitude = v128.abs<T>(value);
    const crossed = v128.gt<T>(magnitude, limit);
    v128.store(at, v128.andnot(value, crossed));
    kept = widen<T>(kept, v128.andnot(magnitude, crossed));
    moved = widen<T>(moved, v128.and(magnitude, crossed));
    // A true lane is −1.
    crossings = v128.sub<T>(crossings, crossed);
  }
  const consolidated = laneSum(moved);
  store<f64>(counters, load<f64>(counters, CONSOLIDATED) + <f64>consolidated, CONSOLIDATED);
  const crossingCount = laneSum(widen<T>(i64x2.splat(0), crossings));
  store<f64>(counters, load<f64>(counters, CHANGED) + <f64>(<i64>synapseCount - crossingCount), CHANGED);
  return laneSum(kept);
}

/** Moves s into l where |s| > `limit`, counts what that costs and how many synapses it was; returns Σ|s| of the rest. */
function consolidate<T>(s: usize, l: usize, synapseCount: i32, limit: i32, plain: bool, counters: usize): i64 {
  let size = 0.0;
  let moved = 0;
  let kept: i64 = 0;
  let persistentNorm: i64 = 0;
  for (let i = 0; i < synapseCount; i++) {
    const at = s + <usize>i * sizeof<T>();
    const to = l + (<usize>i << 2);
    const value = <i32>load<T>(at);
    let persistent = load<i32>(to);
    if (abs(value) > limit) {
      size += plain ? <f64>abs(value) : sizeOf(<f64>value);
      persistent += value;
      store<i32>(to, persistent);
      store<T>(at, 0);
      moved += 1;
    } else {
      kept += <i64>abs(value);
    }
    persistentNorm += <i64>abs(persistent);
  }
  store<f64>(counters, load<f64>(counters, CONSOLIDATED) + size, CONSOLIDATED);
  store<f64>(counters, load<f64>(counters, CHANGED) + <f64>(synapseCount - moved), CHANGED);
  store<f64>(counters, <f64>persistentNorm, PERSISTENT_NORM);
  return kept;
}

@inline
function replayAs<T>(
  counters: usize,
  s: usize,
  l: usize,
  group: i32,
  threshold: f64,
  plain: bool,
  tracksPersistent: bool,
  records: usize,
  recordCount: i32,
  rows: usize,
  stride: i32,
  synapseCount: i32,
): void {
  // |s| is an integer: |s| > θ is |s| > ⌊θ⌋.
  const limit = <i32>min(Math.floor(threshold), <f64>(sizeof<T>() === 2 ? 32767 : 2147483647));
  const quick = plain && !tracksPersistent;
  for (let k = 0; k < recordCount; k++) {
    const record = records + (<usize>k << 3);
    const row = rows + <usize>load<u32>(record) * stride;
    const gap = <f64>load<u32>(record, 4);
    store<f64>(counters, load<f64>(counters, HELD) + load<f64>(counters, NORM) * gap, HELD);
    store<f64>(counters, load<f64>(counters, PERSISTENT_HELD) + load<f64>(counters, PERSISTENT_NORM) * gap, PERSISTENT_HELD);
    let norm: i64;
    if (group === EACH_SYNAPSE && quick) {
      norm = addAndConsolidateEach<T>(s, row, stride, limit, counters, synapseCount);
    } else {
      norm = add<T>(s, row, stride);
      const triggered = group <= NEURON_BY_LARGEST ? largestTransient > limit : <f64>norm > threshold;
      if (!triggered) {
        store<f64>(counters, load<f64>(counters, CHANGED) + <f64>synapseCount, CHANGED);
      } else if (group === EACH_SYNAPSE) {
        norm = consolidate<T>(s, l, synapseCount, limit, plain, counters);
      } else if (quick) {
        store<f64>(counters, load<f64>(counters, CONSOLIDATED) + <f64>norm, CONSOLIDATED);
        memory.fill(s, 0, <usize>stride * sizeof<T>());
        norm = 0;
      } else {
        norm = consolidate<T>(s, l, synapseCount, -1, plain, counters);
      }
    }
    store<f64>(counters, <f64>norm, NORM);
  }
}

/**
 * Keeps the recorded updates under one policy and threshold, with s in 16 bits. The caller sees to it that |s| stays
 * below 2¹⁵ over these records.
 *
 * @param plain whether a change costs |Δl|; otherwise `sizeOf` is asked
 * @param tracksPersistent whether holding l costs anything, so that Σ|l| is needed
 */
export function replay16(
  counters: usize,
  s: usize,
  l: usize,
  group: i32,
  threshold: f64,
  plain: bool,
  tracksPersistent: bool,
  records: usize,
  recordCount: i32,
  rows: usize,
  stride: i32,
  synapseCount: i32,
): void {
  replayAs<i16>(counters, s, l, group, threshold, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
}

/** The same with s in 32 bits. */
export function replay32(
  counters: usize,
  s: usize,
  l: usize,
  group: i32,
  threshold: f64,
  plain: bool,
  tracksPersistent: bool,
  records: usize,
  recordCount: i32,
  rows: usize,
  stride: i32,
  synapseCount: i32,
): void {
  replayAs<i32>(counters, s, l, group, threshold, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
}

/** Largest |s| of 16-bit transients; the length is a multiple of 8. */
export function largest16(values: usize, length: i32): i32 {
  let largest = i16x8.splat(0);
  for (let i = 0; i < length; i += 8) largest = v128.max<i16>(largest, v128.abs<i16>(v128.load(values + (<usize>i << 1))));
  return laneMax<i16>(largest);
}
