/** A clock that consolidates all synapses at the end of every time step t with t mod n = 0. */
import { at, count, numberAt } from "../table";
import { CHANGED, NORM, TRANSIENT, TUNING } from "../tables/integer-keeper";
import { ROWS, STRIDE, SYNAPSE_COUNT } from "../tables/integer-problem";
import { PERIOD, TIME, UPDATE_TIME } from "../tables/tuning";
import { add } from "./add";
import { consolidate } from "./consolidate";
import { gapAt, hold, RECORD, rowAt } from "./records";

/**
 * Lets time pass up to `gap` time steps after the last update, and consolidates where the clock strikes; with `isUpdate` not at
 * the end of the last step, in which s is still going to change.
 */
@inline
function pass<T>(problem: usize, keeper: usize, gap: f64, isUpdate: bool): void {
  const tuning = <usize>at(keeper, TUNING);
  const period = numberAt(tuning, PERIOD);
  const from = numberAt(tuning, TIME);
  const to = numberAt(tuning, UPDATE_TIME) + gap;
  const strikes = (floor(from / period) + 1) * period;
  store<f64>(tuning + TIME, to);
  if (isUpdate ? strikes >= to : strikes > to) {
    hold(keeper, <i64>numberAt(keeper, NORM), <i64>(to - from));
    return;
  }
  hold(keeper, <i64>numberAt(keeper, NORM), <i64>(strikes - from));
  // What is moved is counted as consolidated; nothing has changed.
  const changed = numberAt(keeper, CHANGED);
  consolidate<T>(problem, keeper, -1);
  store<f64>(keeper + CHANGED, changed);
  store<f64>(keeper + NORM, 0);
  hold(keeper, 0, <i64>(to - strikes));
}

@inline
export function passTimeAs<T>(problem: usize, keeper: usize, gap: f64): void {
  pass<T>(problem, keeper, gap, false);
}

export function replayClock<T>(problem: usize, keeper: usize, records: usize, recordCount: i32): void {
  const s = <usize>at(keeper, TRANSIENT);
  const rows = <usize>at(problem, ROWS);
  const stride = at(problem, STRIDE);
  const tuning = <usize>at(keeper, TUNING);
  const period = numberAt(tuning, PERIOD);
  for (let k = 0; k < recordCount; k++) {
    const record = records + <usize>k * RECORD;
    pass<T>(problem, keeper, <f64>gapAt(record), true);
    const time = numberAt(tuning, TIME);
    store<f64>(tuning + UPDATE_TIME, time);
    store<f64>(keeper + NORM, <f64>add<T>(s, rowAt(rows, stride, record), stride));
    if (floor(time / period) * period === time) {
      const changed = numberAt(keeper, CHANGED);
      consolidate<T>(problem, keeper, -1);
      store<f64>(keeper + CHANGED, changed);
      store<f64>(keeper + NORM, 0);
    } else {
      count(keeper, CHANGED, <f64>at(problem, SYNAPSE_COUNT));
    }
  }
}
