/**
 * Consolidation as `CachingStore` of `src/caching/store.ts` defines it, in double precision.
 * Every kernel has its own, because each keeps s and l in other numbers and counts as it goes. `engines.test.ts` of every
 * learner holds it to that store.
 */
import { SYNAPSE_EXCESS, isBySynapse } from "../cache-codes";
import { limitOf } from "../self-tuning";
import { sizeOf } from "../size-of";
import { at, count } from "../table";
import {
  CODE,
  CUT,
  DECAYED,
  INTEGER,
  PERSISTENT,
  PLAIN,
  ROWS,
  STRIDE,
  SYNAPSE_COUNT,
  TRANSIENT,
  WRITES,
} from "../tables/real-problem";
import { CHANGED, CONSOLIDATED, DECAYED_NORM, NORM, PERSISTENT_NORM } from "../tables/real-state";
import { countEvents, countWrite } from "../writes";
import { UNCERTAINTY, setUndecided } from "./doubt";
import { scalesOf } from "./threshold";

@inline
function consolidateAs(
  problem: usize,
  state: usize,
  q: i32,
  threshold: f64,
  scales: usize,
  keeps: bool,
  counting: bool,
): f64 {
  const writes = <usize>at(problem, WRITES);
  let writeCount = 0;
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  // Where synapses keep their sign, an update is not the row of the pattern but what has been left of it.
  const cut = <usize>at(problem, CUT);
  const row = cut !== 0 ? cut : <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const integer = at(problem, INTEGER) !== 0 && cut === 0;
  const plain = at(problem, PLAIN) !== 0;
  let size: f64 = 0;
  let kept: f64 = 0;
  let changed: f64 = 0;
  let persistentNorm: f64 = 0;
  const decayedAt = <usize>at(problem, DECAYED);
  // The first change since all was consolidated has not decayed.
  const drifts = decayedAt !== 0 && load<f64>(state + NORM) > 0;
  let decayedNorm = load<f64>(state + DECAYED_NORM);
  for (let i = 0; i < synapseCount; i++) {
    const offset = <usize>i << 3;
    const value = load<f64>(s + offset);
    let persistent = load<f64>(l + offset);
    const own = scales === 0 ? threshold : threshold * load<f64>(scales + offset);
    const limit = limitOf(own);
    if (drifts && limit < Infinity && abs(abs(value) - limit) <= UNCERTAINTY * limit) setUndecided(true);
    const excess = abs(value) - own;
    if (abs(value) > limit && (!keeps || excess > 0)) {
      const part = keeps ? copysign(excess, value) : value;
      if (counting && part !== 0) {
        countWrite(writes, i);
        writeCount += 1;
      }
      size += plain ? abs(part) : sizeOf(part);
      persistent += part;
      store<f64>(l + offset, persistent);
      if (drifts && abs(value) > load<f64>(decayedAt + offset)) {
        decayedNorm += abs(value) - load<f64>(decayedAt + offset);
        store<f64>(decayedAt + offset, abs(value));
      }
      const rest = keeps ? copysign(own, value) : 0;
      store<f64>(s + offset, rest);
      kept += abs(rest);
      if (keeps) changed += max(0, (integer ? 1 : abs(load<f64>(row + offset))) - excess);
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
  if (counting) countEvents(writes, isBySynapse(at(problem, CODE)) ? writeCount : min(writeCount, 1));
  return kept;
}

/**
 * Moves s into l where |s| > θ, all of it or, for the code of the excess, what exceeds θ, and counts it; returns Σ|s| of the rest.
 *
 * @param threshold θ, for synapse i times its scale; negative to move all
 */
export function consolidate(problem: usize, state: usize, q: i32, threshold: f64): f64 {
  const scales = scalesOf(problem, threshold);
  const keeps = at(problem, CODE) === SYNAPSE_EXCESS && threshold >= 0;
  if (at(problem, WRITES) !== 0) return consolidateAs(problem, state, q, threshold, scales, keeps, true);
  // One θ for all is what nearly every run has, and the loop is faster for it.
  if (scales === 0 && !keeps) return consolidateAs(problem, state, q, threshold, 0, false, false);
  return consolidateAs(problem, state, q, threshold, scales, keeps, false);
}
