/**
 * Keeps a recorded trajectory of updates under one cache, in integers. Without decay w does not depend on how it is kept,
 * so one trajectory serves every store.
 */
import { CLOCK, measureOf, NEURON_BY_SUM, SYNAPSE, SYNAPSE_EXCESS } from "../cache-codes";
import { largest } from "../lanes";
import { FIXED } from "../self-tuning";
import { at, count, numberAt } from "../table";
import { CHANGED, CODE, CONSOLIDATED, LIMIT, NORM, TRANSIENT, TUNING, WIDTH, WRITES } from "../tables/integer-keeper";
import { PLAIN, ROWS, STRIDE, SYNAPSE_COUNT, TRACKS_PERSISTENT } from "../tables/integer-problem";
import { LAW } from "../tables/tuning";
import { add, addFour } from "./add";
import { passTimeAs, replayClock } from "./clock";
import { consolidate, takeAll } from "./consolidate";
import { replayEach } from "./each";
import { replayMoving } from "./moving";
import { largestTransient, normD, setLargest } from "./norms";
import { FOUR, gapAt, hold, holdFour, RECORD, rowAt } from "./records";

@inline
function replayAs<T>(problem: usize, keeper: usize, records: usize, recordCount: i32): void {
  const code = at(keeper, CODE);
  if (code === CLOCK) {
    replayClock<T>(problem, keeper, records, recordCount);
    return;
  }
  if (code === SYNAPSE_EXCESS || at(<usize>at(keeper, TUNING), LAW) !== FIXED) {
    replayMoving<T>(problem, keeper, records, recordCount);
    return;
  }
  const limit = numberAt(keeper, LIMIT);
  const s = <usize>at(keeper, TRANSIENT);
  const rows = <usize>at(problem, ROWS);
  const stride = at(problem, STRIDE);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const writes = <usize>at(keeper, WRITES);
  // |s| is an integer: it exceeds the limit where it exceeds the whole number below.
  const whole = <i32>min(floor(limit), <f64>((<i64>1 << (8 * sizeof<T>() - 1)) - 1));
  const quick = at(problem, PLAIN) !== 0 && at(problem, TRACKS_PERSISTENT) === 0;
  if (code === SYNAPSE && quick) {
    if (writes === 0) replayEach<T>(problem, keeper, whole, records, recordCount, false);
    else replayEach<T>(problem, keeper, whole, records, recordCount, true);
    return;
  }
  let norm = <i64>numberAt(keeper, NORM);
  if (code !== NEURON_BY_SUM && code !== SYNAPSE) setLargest(largest(s, stride, sizeof<T>()));
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
      holdFour(keeper, norm, record);
      count(keeper, CHANGED, <f64>FOUR * synapseCount);
      norm = normD;
      k += FOUR;
      continue;
    }
    hold(keeper, norm, gapAt(record));
    norm = add<T>(s, row, stride);
    if (!(measureOf(code, <f64>largestTransient, <f64>norm) > limit)) {
      count(keeper, CHANGED, <f64>synapseCount);
    } else if (code === SYNAPSE) {
      norm = consolidate<T>(problem, keeper, whole);
    } else {
      if (quick) {
        count(keeper, CONSOLIDATED, <f64>norm);
        if (writes === 0) memory.fill(s, 0, <usize>stride * sizeof<T>());
        else takeAll<T>(s, stride, writes);
        norm = 0;
      } else {
        norm = consolidate<T>(problem, keeper, -1);
      }
      setLargest(0);
    }
    k += 1;
  }
  store<f64>(keeper + NORM, <f64>norm);
}

/**
 * Keeps the updates of `recordCount` records in a keeper. The caller sees to it that |s| fits its width over these records,
 * and that four at a time can be read.
 */
export function replay(problem: usize, keeper: usize, records: usize, recordCount: i32): void {
  const width = at(keeper, WIDTH);
  if (width === 1) replayAs<i8>(problem, keeper, records, recordCount);
  else if (width === 2) replayAs<i16>(problem, keeper, records, recordCount);
  else replayAs<i32>(problem, keeper, records, recordCount);
}

/** Brings a clock's keeper up to date, so many time steps after the last update. */
export function passTime(problem: usize, keeper: usize, gap: i32): void {
  const width = at(keeper, WIDTH);
  if (width === 1) passTimeAs<i8>(problem, keeper, <f64>gap);
  else if (width === 2) passTimeAs<i16>(problem, keeper, <f64>gap);
  else passTimeAs<i32>(problem, keeper, <f64>gap);
}
