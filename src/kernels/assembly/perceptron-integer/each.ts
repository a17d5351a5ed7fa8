/** Updates under which every synapse consolidates on its own; for the cost |Δl|, and where nothing reads l. */
import { accumulate, entries, nextEntries, total } from "../lanes";
import { at, count, numberAt } from "../table";
import { CHANGED, CONSOLIDATED, NORM, TRANSIENT, WRITES } from "../tables/integer-keeper";
import { ROWS, STRIDE, SYNAPSE_COUNT } from "../tables/integer-problem";
import { countEvents, subtractLanes } from "../writes";
import { magnitudes } from "./add";
import { normD, setNorms } from "./norms";
import { FOUR, holdFour, RECORD, rowAt } from "./records";

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
  writes: usize,
  counting: bool,
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
    let writtenP = crossedP;
    let writtenQ = crossedQ;
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumA = accumulate<T>(sumA, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(b + i));
    q = v128.add<T>(q, nextEntries<T>(b + i));
    crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    crossed = v128.add<T>(crossed, v128.add<T>(crossedP, crossedQ));
    if (counting) {
      writtenP = v128.add<T>(writtenP, crossedP);
      writtenQ = v128.add<T>(writtenQ, crossedQ);
    }
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumB = accumulate<T>(sumB, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(c + i));
    q = v128.add<T>(q, nextEntries<T>(c + i));
    crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    crossed = v128.add<T>(crossed, v128.add<T>(crossedP, crossedQ));
    if (counting) {
      writtenP = v128.add<T>(writtenP, crossedP);
      writtenQ = v128.add<T>(writtenQ, crossedQ);
    }
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumC = accumulate<T>(sumC, magnitudes<T>(p, q));
    p = v128.add<T>(p, entries<T>(d + i));
    q = v128.add<T>(q, nextEntries<T>(d + i));
    crossedP = v128.gt<T>(v128.abs<T>(p), threshold);
    crossedQ = v128.gt<T>(v128.abs<T>(q), threshold);
    crossed = v128.add<T>(crossed, v128.add<T>(crossedP, crossedQ));
    if (counting) {
      writtenP = v128.add<T>(writtenP, crossedP);
      writtenQ = v128.add<T>(writtenQ, crossedQ);
    }
    p = v128.andnot(p, crossedP);
    q = v128.andnot(q, crossedQ);
    sumD = accumulate<T>(sumD, magnitudes<T>(p, q));
    v128.store(at, p);
    v128.store(at, q, 16);
    if (counting) {
      subtractLanes<T>(writes, i, writtenP);
      subtractLanes<T>(writes, i + lanes, writtenQ);
    }
    crossings = accumulate<T>(crossings, v128.neg<T>(crossed));
  }
  setNorms(total<T>(sumA), total<T>(sumB), total<T>(sumC), total<T>(sumD));
  return total<T>(crossings);
}

/** Every synapse on its own; records behind the last, up to a multiple of four, are those that change nothing. */
@inline
export function replayEach<T>(
  problem: usize,
  keeper: usize,
  limit: i32,
  records: usize,
  recordCount: i32,
  counting: bool,
): void {
  const writes = <usize>at(keeper, WRITES);
  const s = <usize>at(keeper, TRANSIENT);
  const rows = <usize>at(problem, ROWS);
  const stride = at(problem, STRIDE);
  let norm = <i64>numberAt(keeper, NORM);
  let crossings: i64 = 0;
  for (let k = 0; k < recordCount; k += FOUR) {
    const record = records + <usize>k * RECORD;
    const a = rowAt(rows, stride, record);
    const b = rowAt(rows, stride, record + RECORD);
    const c = rowAt(rows, stride, record + 2 * RECORD);
    const d = rowAt(rows, stride, record + 3 * RECORD);
    crossings += addFourAndConsolidateEach<T>(s, a, b, c, d, stride, limit, writes, counting);
    holdFour(keeper, norm, record);
    norm = normD;
  }
  // Entries are ±1, so that |s| is ⌊θ⌋ + 1 where it exceeds θ.
  count(keeper, CONSOLIDATED, <f64>(crossings * (<i64>limit + 1)));
  count(keeper, CHANGED, <f64>(<i64>recordCount * at(problem, SYNAPSE_COUNT) - crossings));
  if (counting) countEvents(writes, <f64>crossings);
  store<f64>(keeper + NORM, <f64>norm);
}
