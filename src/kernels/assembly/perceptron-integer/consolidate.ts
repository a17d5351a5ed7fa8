/**
 * Consolidation as `CachingStore` of `src/caching/store.ts` defines it, in integers of the width of s.
 * Every kernel has its own, because each keeps s and l in other numbers and counts as it goes. `engines.test.ts` of every
 * learner holds it to that store.
 */
import { sizeOf } from "../size-of";
import { at, count } from "../table";
import { CHANGED, CONSOLIDATED, PERSISTENT, PERSISTENT_NORM, TRANSIENT } from "../tables/integer-keeper";
import { PLAIN, SYNAPSE_COUNT } from "../tables/integer-problem";

@inline
function consolidateAs<T>(problem: usize, keeper: usize, limit: i32, keeps: bool): i64 {
  const s = <usize>at(keeper, TRANSIENT);
  const l = <usize>at(keeper, PERSISTENT);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const plain = at(problem, PLAIN) !== 0;
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
    } else {
      kept += <i64>abs(value);
    }
    persistentNorm += <i64>abs(persistent);
  }
  count(keeper, CONSOLIDATED, size);
  count(keeper, CHANGED, <f64>(synapseCount - moved));
  store<f64>(keeper + PERSISTENT_NORM, <f64>persistentNorm);
  return kept;
}

/** Moves s into l where |s| > `limit`; counts what that costs and how many synapses it was; returns Σ|s| of the rest. */
export function consolidate<T>(problem: usize, keeper: usize, limit: i32): i64 {
  return consolidateAs<T>(problem, keeper, limit, false);
}

/** The same, but only what exceeds the limit is moved. */
export function consolidateExcess<T>(problem: usize, keeper: usize, limit: i32): i64 {
  return consolidateAs<T>(problem, keeper, limit, true);
}
