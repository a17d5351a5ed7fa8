/** An update: charges holding, changes s, and consolidates where a measure of s exceeds its limit. */
import { NEURON_BY_SUM, isBySynapse, measureOf } from "../cache-codes";
import { correctsSubdiffusion, limitOf } from "../self-tuning";
import { at, count } from "../table";
import {
  CODE,
  CUT,
  DECAY,
  DECAYED,
  ROWS,
  ROW_NORMS,
  SIGNS,
  STEPWISE,
  STRIDE,
  SYNAPSE_COUNT,
  TRANSIENT,
  TUNING,
} from "../tables/real-problem";
import { CHANGED, NORM, UPDATES } from "../tables/real-state";
import { consolidate } from "./consolidate";
import { UNCERTAINTY, addError, setUndecided } from "./doubt";
import { sizeOfCut, updateKeepingSigns } from "./keep-signs";
import { correctedThresholdAt, scalesOf } from "./threshold";
import { decayStepwise, hold, largestTransient, updateTransient } from "./transient";

/** Σ|s| in the order in which the reference engine adds it up. */
function normInOrder(problem: usize): f64 {
  const s = <usize>at(problem, TRANSIENT);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  let norm: f64 = 0;
  for (let i = 0; i < synapseCount; i++) norm += abs(load<f64>(s + (<usize>i << 3)));
  return norm;
}

/** Whether two numbers are so near that s, as it drifts from that of the reference engine, could swap them. */
@inline
function isNear(measure: f64, limit: f64): bool {
  return abs(measure - limit) <= UNCERTAINTY * limit && limit < Infinity;
}

/** Whether some |s| exceeds the threshold of its synapse. */
function exceedsOwn(problem: usize, threshold: f64, scales: usize): bool {
  const s = <usize>at(problem, TRANSIENT);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  let some = false;
  for (let i = 0; i < synapseCount; i++) {
    const offset = <usize>i << 3;
    const limit = limitOf(threshold * load<f64>(scales + offset));
    const size = abs(load<f64>(s + offset));
    if (isNear(size, limit) && at(problem, DECAYED) !== 0) setUndecided(true);
    some = some || size > limit;
  }
  return some;
}

/** Whether the measure of the policy, the largest |s| or Σ|s|, exceeds the threshold for the reference engine too. */
@inline
function exceeds(problem: usize, code: i32, norm: f64, threshold: f64): bool {
  const scales = scalesOf(problem, threshold);
  if (scales !== 0) return exceedsOwn(problem, threshold, scales);
  const limit = limitOf(threshold);
  const measure = measureOf(code, largestTransient, norm);
  if (!isNear(measure, limit)) return measure > limit;
  setUndecided(at(problem, DECAYED) !== 0);
  return (code === NEURON_BY_SUM ? normInOrder(problem) : measure) > limit;
}

/** By how much the change by pattern q has made s² grow, a synapse, in the order in which the reference engine adds it up. */
function growthBy<T>(problem: usize, q: i32, keepsSigns: bool): f64 {
  const s = <usize>at(problem, TRANSIENT);
  const cut = <usize>at(problem, CUT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  let growth: f64 = 0;
  for (let i = 0; i < synapseCount; i++) {
    const offset = <usize>i << 3;
    const whole = isFloat<T>() ? load<f64>(row + offset) : <f64>load<i8>(row + i);
    const change = keepsSigns ? load<f64>(cut + offset) : whole;
    growth += change * (2 * load<f64>(s + offset) - change);
  }
  return growth / <f64>synapseCount;
}

/**
 * Charges holding since the last update, and takes the change by pattern q into s and, where due, into l.
 *
 * @param now the time step
 * @param given θ, where it does not depend on what the change does to s; negative where everything is consolidated at once
 */
@inline
export function update<T, G>(
  problem: usize,
  state: usize,
  q: i32,
  gap: i32,
  now: f64,
  given: f64,
  byMargins: bool,
): bool {
  hold(problem, state, gap);
  count(state, UPDATES, 1);
  const code = at(problem, CODE);
  const factor = load<f64>(<usize>at(problem, DECAY) + (<usize>gap << 3));
  const stepwise = at(problem, STEPWISE) !== 0;
  if (stepwise) decayStepwise(problem, gap);
  const keepsSigns = at(problem, SIGNS) !== 0;
  const norm = keepsSigns ? updateKeepingSigns<T>(problem, q) : updateTransient<T>(problem, q, stepwise ? 1 : factor);
  if (byMargins) addError<G>(problem, state, q, factor, load<f64>(state + NORM), norm);
  const threshold = correctsSubdiffusion(<usize>at(problem, TUNING))
    ? correctedThresholdAt(problem, now, growthBy<T>(problem, q, keepsSigns))
    : given;
  if (!exceeds(problem, code, norm, threshold)) {
    store<f64>(state + NORM, norm);
    count(state, CHANGED, keepsSigns ? sizeOfCut : load<f64>(<usize>at(problem, ROW_NORMS) + (<usize>q << 3)));
    return false;
  }
  store<f64>(state + NORM, consolidate(problem, state, q, isBySynapse(code) ? threshold : -1));
  return true;
}
