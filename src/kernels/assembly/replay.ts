/**
 * Keeps a recorded trajectory of updates under one policy and threshold, in integers. Without decay w does not depend on
 * how it is kept, so one trajectory serves every store.
 */
import { accumulate, entries, laneMax, total } from "./lanes";

/** What a change of a persistent weight counts as, for costs other than |Δl|. */
@external("env", "sizeOf")
declare function sizeOf(change: f64): f64;

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

@inline
function count(counters: usize, field: usize, amount: f64): void {
  store<f64>(counters + field, load<f64>(counters + field) + amount);
}

/** The largest |s| after the last addition; a global saves the kernel a second result. */
let largestTransient: i32 = 0;

/** s += y; returns Σ|s|. */
@inline
function add<T>(s: usize, row: usize, stride: i32): i64 {
  const lanes = <i32>(16 / sizeof<T>());
  let sum = i64x2.splat(0);
  let largest = i64x2.splat(0);
  for (let i = 0; i < stride; i += lanes) {
    const at = s + <usize>i * sizeof<T>();
    const value = v128.add<T>(v128.load(at), entries<T>(row + i));
    const magnitude = v128.abs<T>(value);
    v128.store(at, value);
    largest = v128.max<T>(largest, magnitude);
    sum = accumulate<T>(sum, magnitude);
  }
  largestTransient = laneMax<T>(largest);
  return total<T>(sum);
}

/** s += y and, synapse by synapse, s → 0 where |s| > θ; for the cost |Δl|, and where nothing reads l. */
@inline
function addAndConsolidateEach<T>(
  s: usize,
  row: usize,
  stride: i32,
  limit: i32,
  counters: usize,
  synapseCount: i32,
): i64 {
  const lanes = <i32>(16 / sizeof<T>());
  const threshold = v128.splat<T>(<T>limit);
  let kept = i64x2.splat(0);
  let moved = i64x2.splat(0);
  let crossings = i64x2.splat(0);
  for (let i = 0; i < stride; i += lanes) {
    const at = s + <usize>i * sizeof<T>();
    const value = v128.add<T>(v128.load(at), entries<T>(row + i));
    const magnitude = v128.abs<T>(value);
    const crossed = v128.gt<T>(magnitude, threshold);
    v128.store(at, v128.andnot(value, crossed));
    kept = accumulate<T>(kept, v128.andnot(magnitude, crossed));
    moved = accumulate<T>(moved, v128.and(magnitude, crossed));
    // A true lane is −1.
    crossings = v128.sub<T>(crossings, crossed);
  }
  const crossingCount = total<T>(accumulate<T>(i64x2.splat(0), crossings));
  count(counters, CONSOLIDATED, <f64>total<T>(moved));
  count(counters, CHANGED, <f64>(<i64>synapseCount - crossingCount));
  return total<T>(kept);
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
  count(counters, CONSOLIDATED, size);
  count(counters, CHANGED, <f64>(synapseCount - moved));
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
  const limit = <i32>min(floor(threshold), <f64>((<i64>1 << (8 * sizeof<T>() - 1)) - 1));
  const quick = plain && !tracksPersistent;
  for (let k = 0; k < recordCount; k++) {
    const record = records + (<usize>k << 3);
    const row = rows + <usize>load<u32>(record) * stride;
    const gap = <f64>load<u32>(record, 4);
    count(counters, HELD, load<f64>(counters, NORM) * gap);
    count(counters, PERSISTENT_HELD, load<f64>(counters, PERSISTENT_NORM) * gap);
    let norm: i64;
    if (group === EACH_SYNAPSE && quick) {
      norm = addAndConsolidateEach<T>(s, row, stride, limit, counters, synapseCount);
    } else {
      norm = add<T>(s, row, stride);
      const triggered = group <= NEURON_BY_LARGEST ? largestTransient > limit : <f64>norm > threshold;
      if (!triggered) {
        count(counters, CHANGED, <f64>synapseCount);
      } else if (group === EACH_SYNAPSE) {
        norm = consolidate<T>(s, l, synapseCount, limit, plain, counters);
      } else if (quick) {
        count(counters, CONSOLIDATED, <f64>norm);
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
 * Keeps the recorded updates under one policy and threshold, with s in 8, 16 or 32 bits. The caller sees to it that |s|
 * fits over these records.
 *
 * @param width bytes of s
 * @param plain whether a change costs |Δl|; otherwise `sizeOf` is asked
 * @param tracksPersistent whether holding l costs anything, so that Σ|l| is needed
 */
export function replay(
  width: i32,
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
  if (width === 1) {
    replayAs<i8>(counters, s, l, group, threshold, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  } else if (width === 2) {
    replayAs<i16>(counters, s, l, group, threshold, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  } else {
    replayAs<i32>(counters, s, l, group, threshold, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  }
}
