/**
 * Consolidation as `CachingStore` of `src/caching/store.ts` defines it, in double precision.
 * Every kernel has its own, because each keeps s and l in other numbers and counts as it goes. `engines.test.ts` of every
 * learner holds it to that store.
 */
import { sizeOf } from "../size-of";
import { at, count } from "../table";
import { DECAYED, INTEGER, PERSISTENT, PLAIN, ROWS, STRIDE, SYNAPSE_COUNT, TRANSIENT } from "../tables/real-problem";
import { CHANGED, CONSOLIDATED, DECAYED_NORM, NORM, PERSISTENT_NORM } from "../tables/real-state";
import { UNCERTAINTY, setUndecided } from "./doubt";

/** Moves s into l where |s| > `limit` and counts it; returns Σ|s| of the rest. */
export function consolidate(problem: usize, state: usize, q: i32, limit: f64): f64 {
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const integer = at(problem, INTEGER) !== 0;
  const plain = at(problem, PLAIN) !== 0;
  let size: f64 = 0;
  let kept: f64 = 0;
  let changed: f64 = 0;
  let persistentNorm: f64 = 0;
  const decayedAt = <usize>at(problem, DECAYED);
  // The first change since all was consolidated has not decayed.
  const drifts = decayedAt !== 0 && load<f64>(state + NORM) > 0;
  const slack = drifts && limit < Infinity ? UNCERTAINTY * limit : -1;
  let decayedNorm = load<f64>(state + DECAYED_NORM);
  for (let i = 0; i < synapseCount; i++) {
    const offset = <usize>i << 3;
    const value = load<f64>(s + offset);
    let persistent = load<f64>(l + offset);
    if (abs(abs(value) - limit) <= slack) setUndecided(true);
    if (abs(value) > limit) {
      size += plain ? abs(value) : sizeOf(value);
      persistent += value;
      store<f64>(l + offset, persistent);
      if (drifts && abs(value) > load<f64>(decayedAt + offset)) {
        decayedNorm += abs(value) - load<f64>(decayedAt + offset);
        store<f64>(decayedAt + offset, abs(value));
      }
      store<f64>(s + offset, 0);
    } else {
      kept += abs(value);
      changed += integer ? 1 : abs(load<f64>(row + offset));
    }
    persistentNorm += abs(persistent);
  }
  store<f64>(state + DECAYED_NORM, decayedNorm);
  count(state, CONSOLIDATED, size);
  count(state, CHANGED, changed);
  store<f64>(state + PERSISTENT_NORM, persistentNorm);
  return kept;
}
