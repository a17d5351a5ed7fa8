/**
 * Keeps a recorded trajectory of updates under one policy and threshold, in integers. Without decay w does not depend on
 * how it is kept, so one trajectory serves every store.
 */
import { measureOf, NEURON_BY_SUM, SYNAPSE } from "./cache-codes";
import { accumulate, entries, laneMax, largest, nextEntries, total } from "./lanes";

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

/** Bytes of a record: the pattern of an update, and the time steps since the one before. */
const RECORD: usize = 8;
/** Updates that are taken in one go where it can be done. */
const FOUR = 4;

@inline
function count(counters: usize, field: usize, amount: f64): void {
  store<f64>(counters + field, load<f64>(counters + field) + amount);
}

// What the last additions found; globals save the kernel further results.
/** The largest |s|. */
let largestTransient: i32 = 0;
/** Σ|s| after each of four updates. */
let normA: i64 = 0;
let normB: i64 = 0;
let normC: i64 = 0;
let normD: i64 = 0;

/** s += y; returns Σ|s|. */
@inline
function add<T>(s: usize, row: usize, stride: i32): i64 {
  const lanes = <i32>(16 / sizeof<T>());
  let sum = i64x2.splat(0);
  let greatest = i64x2.splat(0);
  for (let i = 0; i < stride; i += lanes) {
    const at = s + <usize>i * sizeof<T>();
    const value = v128.add<T>(v128.load(at), entries<T>(row + i));
    const magnitude = v128.abs<T>(value);
    v128.store(at, value);
    greatest = v128.max<T>(greatest, magnitude);
    sum = accumulate<T>(sum, magnitude);
  }
  largestTransient = laneMax<T>(greatest);
  return total<T>(sum);
}

/** |p| + |q|: magnitudes of T are below half the range of its lanes without a sign, so that two of them fit. */
@inline
function magnitudes<T>(p: v128, q: v128): v128 {
  return v128.add<T>(v128.abs<T>(p), v128.abs<T>(q));
}

/**
 * Four updates, of which none can trigger a consolidation: s is read and written once for all of them, and no threshold
 * is tested. Leaves Σ|s| after each, and the largest |s| after the last.
 */
@inline
function addFour<T>(s: usize, a: usize, b: usize, c: usize, d: usize, stride: i32): void {
  const lanes: usize = 16 / sizeof<T>();
  let sumA = i64x2.splat(0);
  let sumB = i64x2.splat(0);
  let sumC = i64x2.splat(0);
  let sumD = i64x2.splat(0);
  let greatest = i64x2.splat(0);
  for (let i: usize = 0; i < <usize>stride; i += 2 * lanes) {
    const at = s + i * sizeof<T>();
    let p = v128.add<T>(v128.load(at), entries<T>(a + i));
    let q = v128.add<T>(v128.load(at, 16), nextEntries<T>(a + i));
    sumA = accumulate<T>(sumA, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(b + i));
    q = v128.add<T>(q, nextEntries<T>(b + i));
    sumB = accumulate<T>(sumB, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(c + i));
    q = v128.add<T>(q, nextEntries<T>(c + i));
    sumC = accumulate<T>(sumC, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(d + i));
    q = v128.add<T>(q, nextEntries<T>(d + i));
    sumD = accumulate<T>(sumD, magnitudes<T>(p, q));
    v128.store(at, p);
    v128.store(at, q, 16);
    greatest = v128.max<T>(greatest, v128.max<T>(v128.abs<T>(p), v128.abs<T>(q)));
  }
  largestTransient = laneMax<T>(greatest);
  normA = total<T>(sumA);
  normB = total<T>(sumB);
  normC = total<T>(sumC);
  normD = total<T>(sumD);
}

/**
 * Four updates with s → 0, synapse by synapse, where |s| > θ; for the cost |Δl|, and where nothing reads l. Leaves Σ|s|
 * after each and returns how many synapses were consolidated.
 */
@inline
function addFourAndConsolidateEach<T>(
  s: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  stride: i32,
  limit: i32,
): i64 {
  const lanes: usize = 16 / sizeof<T>();
  const threshold = v128.splat<T>(<T>limit);
  let sumA = i64x2.splat(0);
  let sumB = i64x2.splat(0);
  let sumC = i64x2.splat(0);
  let sumD = i64x2.splat(0);
  let crossings = i64x2.splat(0);
  for (let i: usize = 0; i < <usize>stride; i += 2 * lanes) {
    const at = s + i * sizeof<T>();
    let p = v128.add<T>(v128.load(at), entries<T>(a + i));
    let q = v128.add<T>(v128.load(at, 16), nextEntries<T>(a + i));
    let crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    let crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    // A true lane is −1; eight of them fit every width.
    let crossed = v128.add<T>(crossedP, crossedQ);
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumA = accumulate<T>(sumA, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(b + i));
    q = v128.add<T>(q, nextEntries<T>(b + i));
    crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    crossed = v128.add<T>(crossed, v128.add<T>(crossedP, crossedQ));
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumB = accumulate<T>(sumB, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(c + i));
    q = v128.add<T>(q, nextEntries<T>(c + i));
    crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    crossed = v128.add<T>(crossed, v128.add<T>(crossedP, crossedQ));
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumC = accumulate<T>(sumC, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(d + i));
    q = v128.add<T>(q, nextEntries<T>(d + i));
    crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    crossed = v128.add<T>(crossed, v128.add<T>(crossedP, crossedQ));
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumD = accumulate<T>(sumD, magnitudes<T>(p, q));
    v128.store(at, p);
    v128.store(at, q, 16);
    crossings = accumulate<T>(crossings, v128.neg<T>(crossed));
  }
  normA = total<T>(sumA);
  normB = total<T>(sumB);
  normC = total<T>(sumC);
  normD = total<T>(sumD);
  return total<T>(crossings);
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

/** Charges holding s and l over a number of time steps. */
@inline
function hold(counters: usize, norm: i64, steps: i64): void {
  count(counters, HELD, <f64>(norm * steps));
  count(counters, PERSISTENT_HELD, load<f64>(counters, PERSISTENT_NORM) * <f64>steps);
}

/** The row of an update, and the time steps since the one before. */
@inline
function rowAt(rows: usize, stride: i32, record: usize): usize {
  return rows + <usize>load<u32>(record) * stride;
}

@inline
function gapAt(record: usize): i64 {
  return <i64>load<u32>(record, 4);
}

/** Charges holding before and between four updates, of which Σ|s| is known after each. */
@inline
function holdFour(counters: usize, norm: i64, record: usize): void {
  hold(counters, norm, gapAt(record));
  hold(counters, normA, gapAt(record + RECORD));
  hold(counters, normB, gapAt(record + 2 * RECORD));
  hold(counters, normC, gapAt(record + 3 * RECORD));
}

/** Every synapse on its own; records behind the last, up to a multiple of four, are those that change nothing. */
@inline
function replayEach<T>(
  counters: usize,
  s: usize,
  limit: i32,
  records: usize,
  recordCount: i32,
  rows: usize,
  stride: i32,
  synapseCount: i32,
): void {
  let norm = <i64>load<f64>(counters, NORM);
  let crossings: i64 = 0;
  for (let k = 0; k < recordCount; k += FOUR) {
    const record = records + <usize>k * RECORD;
    const a = rowAt(rows, stride, record);
    const b = rowAt(rows, stride, record + RECORD);
    const c = rowAt(rows, stride, record + 2 * RECORD);
    const d = rowAt(rows, stride, record + 3 * RECORD);
    crossings += addFourAndConsolidateEach<T>(s, a, b, c, d, stride, limit);
    holdFour(counters, norm, record);
    norm = normD;
  }
  // Entries are ±1, so that |s| is ⌊θ⌋ + 1 where it exceeds θ.
  count(counters, CONSOLIDATED, <f64>(crossings * (<i64>limit + 1)));
  count(counters, CHANGED, <f64>(<i64>recordCount * synapseCount - crossings));
  store<f64>(counters, <f64>norm, NORM);
}

@inline
function replayAs<T>(
  counters: usize,
  s: usize,
  l: usize,
  code: i32,
  limit: f64,
  plain: bool,
  tracksPersistent: bool,
  records: usize,
  recordCount: i32,
  rows: usize,
  stride: i32,
  synapseCount: i32,
): void {
  // |s| is an integer: it exceeds the limit where it exceeds the whole number below.
  const whole = <i32>min(floor(limit), <f64>((<i64>1 << (8 * sizeof<T>() - 1)) - 1));
  const quick = plain && !tracksPersistent;
  if (code === SYNAPSE && quick) {
    replayEach<T>(counters, s, whole, records, recordCount, rows, stride, synapseCount);
    return;
  }
  let norm = <i64>load<f64>(counters, NORM);
  if (code !== NEURON_BY_SUM && code !== SYNAPSE) largestTransient = largest(s, stride, sizeof<T>());
  for (let k = 0; k < recordCount; ) {
    const record = records + <usize>k * RECORD;
    const row = rowAt(rows, stride, record);
    // An update adds 1 to an |s| at most, and N + 1 to their sum.
    const room = code === NEURON_BY_SUM ? (limit - <f64>norm) / synapseCount : <f64>(whole - largestTransient);
    if (code !== SYNAPSE && room >= FOUR && k + FOUR <= recordCount) {
      const b = rowAt(rows, stride, record + RECORD);
      const c = rowAt(rows, stride, record + 2 * RECORD);
      const d = rowAt(rows, stride, record + 3 * RECORD);
      addFour<T>(s, row, b, c, d, stride);
      holdFour(counters, norm, record);
      count(counters, CHANGED, <f64>FOUR * synapseCount);
      norm = normD;
      k += FOUR;
      continue;
    }
    hold(counters, norm, gapAt(record));
    norm = add<T>(s, row, stride);
    if (!(measureOf(code, <f64>largestTransient, <f64>norm) > limit)) {
      count(counters, CHANGED, <f64>synapseCount);
    } else if (code === SYNAPSE) {
      norm = consolidate<T>(s, l, synapseCount, whole, plain, counters);
    } else {
      if (quick) {
        count(counters, CONSOLIDATED, <f64>norm);
        memory.fill(s, 0, <usize>stride * sizeof<T>());
        norm = 0;
      } else {
        norm = consolidate<T>(s, l, synapseCount, -1, plain, counters);
      }
      largestTransient = 0;
    }
    k += 1;
  }
  store<f64>(counters, <f64>norm, NORM);
}

/**
 * Keeps the recorded updates under one policy and limit, with s in 8, 16 or 32 bits. The caller sees to it that |s|
 * fits over these records, and that four at a time can be read.
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
  code: i32,
  limit: f64,
  plain: bool,
  tracksPersistent: bool,
  records: usize,
  recordCount: i32,
  rows: usize,
  stride: i32,
  synapseCount: i32,
): void {
  if (width === 1) {
    replayAs<i8>(counters, s, l, code, limit, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  } else if (width === 2) {
    replayAs<i16>(counters, s, l, code, limit, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  } else {
    replayAs<i32>(counters, s, l, code, limit, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  }
}
