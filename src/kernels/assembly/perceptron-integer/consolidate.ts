/**
 * Consolidation as `CachingStore` of `src/caching/store.ts` defines it, in integers of the width of s.
 * Every kernel has its own, because each keeps s and l in other numbers and counts as it goes. `engines.test.ts` of every
 * learner holds it to that store.
 */
import { sizeOf } from "../size-of";
import { at, count } from "../table";
import { CHANGED, CODE, CONSOLIDATED, PERSISTENT, PERSISTENT_NORM, TRANSIENT, WRITES } from "../tables/integer-keeper";
import { PLAIN, SYNAPSE_COUNT } from "../tables/integer-problem";
import { isBySynapse } from "../cache-codes";
import { countEvents, countWrite, subtractLanes } from "../writes";

@inline
function consolidateAs<T>(problem: usize, keeper: usize, limit: i32, keeps: bool, counting: bool): i64 {
  const s = <usize>at(keeper, TRANSIENT);
  const l = <usize>at(keeper, PERSISTENT);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const plain = at(problem, PLAIN) !== 0;
  const writes = <usize>at(keeper, WRITES);
  let writeCount = 0;
  let size = 0.0;
  let moved = 0;
  let kept: i64 = 0;
  let persistentNorm: i64 = 0;
  for (let i = 0; i < synapseCount; i++) {
    const from = s + <usize>i * sizeof<T>();
    const to = l + (<usize>i << 2);
    const value = <i32>load<T>(from);
    let persistent = load<i32>(to);
    if (abs(value) > limit) {
      const rest = keeps ? (value > 0 ? limit : -limit) : 0;
      const part = value - rest;
      size += plain ? <f64>abs(part) : sizeOf(<f64>part);
      persistent += part;
      store<i32>(to, persistent);
      store<T>(from, <T>rest);
      kept += <i64>abs(rest);
      moved += 1;
      // A limit of −1 takes every synapse, those with nothing to write among them.
      if (counting && part !== 0) {
        countWrite(writes, i);
        writeCount += 1;
      }
    } else {
      kept += <i64>abs(value);
    }
    persistentNorm += <i64>abs(persistent);
  }
  count(keeper, CONSOLIDATED, size);
  count(keeper, CHANGED, <f64>(synapseCount - moved));
  store<f64>(keeper + PERSISTENT_NORM, <f64>persistentNorm);
  if (counting) countEvents(writes, isBySynapse(at(keeper, CODE)) ? writeCount : min(writeCount, 1));
  return kept;
}

/** Moves s into l where |s| > `limit`; counts what that costs and how many synapses it was; returns Σ|s| of the rest. */
export function consolidate<T>(problem: usize, keeper: usize, limit: i32): i64 {
  if (at(keeper, WRITES) !== 0) return consolidateAs<T>(problem, keeper, limit, false, true);
  return consolidateAs<T>(problem, keeper, limit, false, false);
}

/** The same, but only what exceeds the limit is moved. */
export function consolidateExcess<T>(problem: usize, keeper: usize, limit: i32): i64 {
  if (at(keeper, WRITES) !== 0) return consolidateAs<T>(problem, keeper, limit, true, true);
  return consolidateAs<T>(problem, keeper, limit, true, false);
}

/** Counts the writes of all synapses that have anything transient, and sets them to 0: where nothing reads l. */
export function takeAll<T>(s: usize, stride: i32, writes: usize): void {
  const lanes: usize = 16 / sizeof<T>();
  const zero = i64x2.splat(0);
  for (let i: usize = 0; i < <usize>stride; i += lanes) {
    const at = s + i * sizeof<T>();
    subtractLanes<T>(writes, i, v128.ne<T>(v128.load(at), zero));
    v128.store(at, zero);
  }
  countEvents(writes, 1);
}
