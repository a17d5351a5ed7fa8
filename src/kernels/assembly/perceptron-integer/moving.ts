/** Updates under a threshold that moves, and those that consolidate the excess over it. */
import { isBySynapse, measureOf, SYNAPSE_EXCESS } from "../cache-codes";
import { accumulate, entries, nextEntries, total } from "../lanes";
import { correctsSubdiffusion, learnGrowth, limitOf, nextThreshold } from "../self-tuning";
import { at, count, numberAt } from "../table";
import { CHANGED, CODE, CONSOLIDATED, NORM, TRANSIENT, TUNING, WRITES } from "../tables/integer-keeper";
import { PLAIN, ROWS, STRIDE, SYNAPSE_COUNT, TRACKS_PERSISTENT } from "../tables/integer-problem";
import { THRESHOLD } from "../tables/tuning";
import { countEvents, subtractLanes } from "../writes";
import { add, magnitudes } from "./add";
import { consolidate, consolidateExcess } from "./consolidate";
import { largestTransient, normD, setNorms } from "./norms";
import { FOUR, gapAt, hold, holdFour, RECORD, rowAt } from "./records";

/** |s| is an integer: it exceeds a limit where it exceeds the whole number below. */
@inline
function wholeOf<T>(limit: f64): i32 {
  return <i32>min(floor(limit), <f64>((<i64>1 << (8 * sizeof<T>() - 1)) - 1));
}

/** Partial sums of lanes of T that are not negative and small, four of them, in 32 or 64 bits. */
@inline
function accumulateFour<T>(partial: v128, a: v128, b: v128, c: v128, d: v128): v128 {
  if (sizeof<T>() === 1) {
    const zero = i64x2.splat(0);
    let sum = accumulate<T>(zero, a);
    sum = accumulate<T>(sum, b);
    sum = accumulate<T>(sum, c);
    sum = accumulate<T>(sum, d);
    return i32x4.add(partial, i32x4.extadd_pairwise_i16x8_u(sum));
  }
  return accumulate<T>(accumulate<T>(accumulate<T>(accumulate<T>(partial, a), b), c), d);
}

@inline
function totalOfFour<T>(partial: v128): i64 {
  return sizeof<T>() === 1 ? total<i16>(partial) : total<T>(partial);
}

/** What stays of s where |s| > θ: nothing, or with `keeps` ±θ. */
@inline
function rest<T>(s: v128, threshold: v128, keeps: bool): v128 {
  if (keeps) return v128.max<T>(v128.min<T>(s, threshold), v128.neg<T>(threshold));
  return v128.andnot(s, v128.gt<T>(v128.abs<T>(s), threshold));
}

/** |s| that is consolidated, of two vectors. */
@inline
function movedOf<T>(p: v128, q: v128, restP: v128, restQ: v128): v128 {
  return v128.sub<T>(magnitudes<T>(p, q), magnitudes<T>(restP, restQ));
}

/** −1 for every synapse that is consolidated, of two vectors. */
@inline
function crossedOf<T>(p: v128, q: v128, restP: v128, restQ: v128): v128 {
  return v128.add<T>(v128.ne<T>(p, restP), v128.ne<T>(q, restQ));
}

/** What `addFourAndConsolidate` has consolidated in all, and how often; globals save the kernel further results. */
let movedTotal: i64 = 0;
let crossings: i64 = 0;

/**
 * Four updates, each with its own threshold, after which s → 0 or, with `keeps`, s → ±θ, synapse by synapse, where |s| > θ;
 * for the cost |Δl|, and where nothing reads l. Leaves Σ|s| after each, and adds up what was consolidated, and how often.
 */
@inline
function addFourAndConsolidate<T>(
  s: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  thresholdA: v128,
  thresholdB: v128,
  thresholdC: v128,
  thresholdD: v128,
  stride: i32,
  keeps: bool,
  writes: usize,
  counting: bool,
): void {
  const lanes: usize = 16 / sizeof<T>();
  let sumA = i64x2.splat(0);
  let sumB = i64x2.splat(0);
  let sumC = i64x2.splat(0);
  let sumD = i64x2.splat(0);
  let sumMoved = i64x2.splat(0);
  let sumCrossed = i64x2.splat(0);
  for (let i: usize = 0; i < <usize>stride; i += 2 * lanes) {
    const to = s + i * sizeof<T>();
    let p = v128.add<T>(v128.load(to), entries<T>(a + i));
    let q = v128.add<T>(v128.load(to, 16), nextEntries<T>(a + i));
    let restP = rest<T>(p, thresholdA, keeps);
    let restQ = rest<T>(q, thresholdA, keeps);
    sumA = accumulate<T>(sumA, magnitudes<T>(restP, restQ));
    const movedA = movedOf<T>(p, q, restP, restQ);
    let crossed = crossedOf<T>(p, q, restP, restQ);
    let writtenP = v128.ne<T>(p, restP);
    let writtenQ = v128.ne<T>(q, restQ);
    p = v128.add<T>(restP, entries<T>(b + i));
    q = v128.add<T>(restQ, nextEntries<T>(b + i));
    restP = rest<T>(p, thresholdB, keeps);
    restQ = rest<T>(q, thresholdB, keeps);
    sumB = accumulate<T>(sumB, magnitudes<T>(restP, restQ));
    const movedB = movedOf<T>(p, q, restP, restQ);
    crossed = v128.add<T>(crossed, crossedOf<T>(p, q, restP, restQ));
    if (counting) {
      writtenP = v128.add<T>(writtenP, v128.ne<T>(p, restP));
      writtenQ = v128.add<T>(writtenQ, v128.ne<T>(q, restQ));
    }
    p = v128.add<T>(restP, entries<T>(c + i));
    q = v128.add<T>(restQ, nextEntries<T>(c + i));
    restP = rest<T>(p, thresholdC, keeps);
    restQ = rest<T>(q, thresholdC, keeps);
    sumC = accumulate<T>(sumC, magnitudes<T>(restP, restQ));
    const movedC = movedOf<T>(p, q, restP, restQ);
    crossed = v128.add<T>(crossed, crossedOf<T>(p, q, restP, restQ));
    if (counting) {
      writtenP = v128.add<T>(writtenP, v128.ne<T>(p, restP));
      writtenQ = v128.add<T>(writtenQ, v128.ne<T>(q, restQ));
    }
    p = v128.add<T>(restP, entries<T>(d + i));
    q = v128.add<T>(restQ, nextEntries<T>(d + i));
    restP = rest<T>(p, thresholdD, keeps);
    restQ = rest<T>(q, thresholdD, keeps);
    sumD = accumulate<T>(sumD, magnitudes<T>(restP, restQ));
    crossed = v128.add<T>(crossed, crossedOf<T>(p, q, restP, restQ));
    if (counting) {
      writtenP = v128.add<T>(writtenP, v128.ne<T>(p, restP));
      writtenQ = v128.add<T>(writtenQ, v128.ne<T>(q, restQ));
    }
    v128.store(to, restP);
    v128.store(to, restQ, 16);
    if (counting) {
      subtractLanes<T>(writes, i, writtenP);
      subtractLanes<T>(writes, i + lanes, writtenQ);
    }
    sumMoved = accumulateFour<T>(sumMoved, movedA, movedB, movedC, movedOf<T>(p, q, restP, restQ));
    sumCrossed = accumulate<T>(sumCrossed, v128.neg<T>(crossed));
  }
  setNorms(total<T>(sumA), total<T>(sumB), total<T>(sumC), total<T>(sumD));
  movedTotal += totalOfFour<T>(sumMoved);
  crossings += total<T>(sumCrossed);
}

/** θ at a record, in every lane; a record behind the last is no update. */
@inline
function thresholdAt<T>(tuning: usize, record: usize, isUpdate: bool): v128 {
  const threshold = isUpdate ? nextThreshold(tuning, <f64>gapAt(record)) : numberAt(tuning, THRESHOLD);
  return v128.splat<T>(<T>wholeOf<T>(limitOf(threshold)));
}

/** Every synapse on its own; records behind the last, up to a multiple of four, are those that change nothing. */
@inline
function replayEachMoving<T>(
  problem: usize,
  keeper: usize,
  records: usize,
  recordCount: i32,
  keeps: bool,
  counting: bool,
): void {
  const writes = <usize>at(keeper, WRITES);
  const s = <usize>at(keeper, TRANSIENT);
  const tuning = <usize>at(keeper, TUNING);
  const rows = <usize>at(problem, ROWS);
  const stride = at(problem, STRIDE);
  let norm = <i64>numberAt(keeper, NORM);
  movedTotal = 0;
  crossings = 0;
  for (let k = 0; k < recordCount; k += FOUR) {
    const record = records + <usize>k * RECORD;
    const thresholdA = thresholdAt<T>(tuning, record, true);
    const thresholdB = thresholdAt<T>(tuning, record + RECORD, k + 1 < recordCount);
    const thresholdC = thresholdAt<T>(tuning, record + 2 * RECORD, k + 2 < recordCount);
    const thresholdD = thresholdAt<T>(tuning, record + 3 * RECORD, k + 3 < recordCount);
    addFourAndConsolidate<T>(
      s,
      rowAt(rows, stride, record),
      rowAt(rows, stride, record + RECORD),
      rowAt(rows, stride, record + 2 * RECORD),
      rowAt(rows, stride, record + 3 * RECORD),
      thresholdA,
      thresholdB,
      thresholdC,
      thresholdD,
      stride,
      keeps,
      writes,
      counting,
    );
    holdFour(keeper, norm, record);
    norm = normD;
  }
  if (counting) countEvents(writes, <f64>crossings);
  count(keeper, CONSOLIDATED, <f64>movedTotal);
  count(keeper, CHANGED, <f64>(<i64>recordCount * at(problem, SYNAPSE_COUNT) - crossings));
  store<f64>(keeper + NORM, <f64>norm);
}

/** Σ s·y, with s as it is before the update. */
function productOf<T>(s: usize, row: usize, synapseCount: i32): i64 {
  let sum: i64 = 0;
  for (let i = 0; i < synapseCount; i++) sum += <i64>load<T>(s + <usize>i * sizeof<T>()) * <i64>load<i8>(row + i);
  return sum;
}

/** The most that the rate of updates counts for at a record, by how far they lead: s² grows by Δw² + 2sΔw, and |Δw| is 1. */
function rateOfGrowth<T>(problem: usize, keeper: usize, record: usize): f64 {
  const tuning = <usize>at(keeper, TUNING);
  if (!correctsSubdiffusion(tuning)) return Infinity;
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const row = rowAt(<usize>at(problem, ROWS), at(problem, STRIDE), record);
  const growth = <i64>synapseCount + 2 * productOf<T>(<usize>at(keeper, TRANSIENT), row, synapseCount);
  return learnGrowth(tuning, <f64>gapAt(record), <f64>growth / <f64>synapseCount);
}

/** One update after the other, whatever is consolidated and whatever that counts as. */
@inline
function replayOneByOne<T>(problem: usize, keeper: usize, records: usize, recordCount: i32): void {
  const code = at(keeper, CODE);
  const s = <usize>at(keeper, TRANSIENT);
  const tuning = <usize>at(keeper, TUNING);
  const rows = <usize>at(problem, ROWS);
  const stride = at(problem, STRIDE);
  let norm = <i64>numberAt(keeper, NORM);
  for (let k = 0; k < recordCount; k++) {
    const record = records + <usize>k * RECORD;
    hold(keeper, norm, gapAt(record));
    const limit = limitOf(nextThreshold(tuning, <f64>gapAt(record), rateOfGrowth<T>(problem, keeper, record)));
    norm = add<T>(s, rowAt(rows, stride, record), stride);
    if (!(measureOf(code, <f64>largestTransient, <f64>norm) > limit)) {
      count(keeper, CHANGED, <f64>at(problem, SYNAPSE_COUNT));
    } else {
      if (code === SYNAPSE_EXCESS) norm = consolidateExcess<T>(problem, keeper, wholeOf<T>(limit));
      else norm = consolidate<T>(problem, keeper, isBySynapse(code) ? wholeOf<T>(limit) : -1);
    }
  }
  store<f64>(keeper + NORM, <f64>norm);
}

export function replayMoving<T>(problem: usize, keeper: usize, records: usize, recordCount: i32): void {
  const code = at(keeper, CODE);
  const isPlain = at(problem, PLAIN) !== 0 && at(problem, TRACKS_PERSISTENT) === 0;
  const quick = isPlain && !correctsSubdiffusion(<usize>at(keeper, TUNING));
  const counting = at(keeper, WRITES) !== 0;
  if (!quick || !isBySynapse(code)) replayOneByOne<T>(problem, keeper, records, recordCount);
  else if (code === SYNAPSE_EXCESS) {
    if (counting) replayEachMoving<T>(problem, keeper, records, recordCount, true, true);
    else replayEachMoving<T>(problem, keeper, records, recordCount, true, false);
  } else if (counting) replayEachMoving<T>(problem, keeper, records, recordCount, false, true);
  else replayEachMoving<T>(problem, keeper, records, recordCount, false, false);
}
