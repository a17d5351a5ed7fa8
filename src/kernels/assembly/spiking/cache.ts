/**
 * The store of the spiking neuron, as `CachingStore` of `src/caching/stores/caching-store.ts` defines it.
 *
 * Only what changed can cross a threshold that stays. Decay, once a presentation, and consolidation of the neuron go over all.
 */
import { CLOCK, isBySynapse, NEURON_BY_LARGEST, NEURON_BY_SUM, NONE, SYNAPSE } from "../cache-codes";
import { sizeOf } from "../size-of";
import { at, numberAt } from "../table";
import * as neuron from "../tables/spiking";
import { countEvents, countWrite } from "../writes";
import * as threshold from "./threshold";

// Rows of f64, one a synapse.
let weights: usize = 0;
let transient: usize = 0;
let persistent: usize = 0;
let rowEnd: usize = 0;
/** Events and writes by synapse; 0 where they are not counted. */
let writes: usize = 0;

let code: i32 = 0;
let decayFactor: f64 = 1;
let maximum: f64 = 0;
/** Whether a persistent change counts as |Δl|. */
let plain: bool = true;

/** Presentations between two consolidations of a clock, and those up to the next. */
let period: f64 = 0;
let untilStrike: f64 = 0;

/** Whether θ has fallen below |s| of a synapse that is not an input of this pattern, so that any change consolidates the neuron. */
let othersExceed: bool = false;

/** Σ of the sizes of all Δl, without what is still transient. */
export let consolidated: f64 = 0;
/** Σ_t Σ|s| */
export let held: f64 = 0;
/** Σ|Δs| of the changes that were not consolidated at once. */
export let changed: f64 = 0;
/** Σ_t Σ|l| */
export let persistentHeld: f64 = 0;

/** Σ|s|, kept up to date within a presentation where it is looked at. */
let norm: f64 = 0;
/** Σ|l|, kept up to date. */
let persistentNorm: f64 = 0;

/** Takes the store from the table of its neuron. All weights are 0. */
export function describe(table: usize): void {
  weights = <usize>at(table, neuron.WEIGHTS);
  transient = <usize>at(table, neuron.TRANSIENT);
  persistent = <usize>at(table, neuron.PERSISTENT);
  writes = <usize>at(table, neuron.WRITES);
  rowEnd = 8 * <usize>at(table, neuron.SYNAPSE_COUNT);
  code = at(table, neuron.CODE);
  plain = at(table, neuron.PLAIN) !== 0;
  decayFactor = numberAt(table, neuron.DECAY_FACTOR);
  maximum = numberAt(table, neuron.MAXIMUM);
  period = numberAt(table, neuron.PERIOD);
  untilStrike = period;
  threshold.describe(table);
}

/** Decay, and what is held is charged. */
export function advance(first: usize, second: usize): void {
  persistentHeld += persistentNorm;
  if (code === NONE) return;
  norm = 0;
  for (let at: usize = 0; at < rowEnd; at += 8) {
    let s = load<f64>(transient + at);
    if (decayFactor !== 1) {
      s *= decayFactor;
      store<f64>(transient + at, s);
      store<f64>(weights + at, s + load<f64>(persistent + at));
    }
    norm += Math.abs(s);
  }
  held += norm;
  untilStrike -= 1;
  if (code === NEURON_BY_LARGEST && threshold.moves()) lookAtOthers(first, second);
}

/** s of synapses that are no input of the pattern stay as they are during the presentation, and so does θ. */
function lookAtOthers(first: usize, second: usize): void {
  othersExceed = false;
  for (let at: usize = 0; at < rowEnd; at += 8) {
    if (at !== first && at !== second && Math.abs(load<f64>(transient + at)) > threshold.limitAt(at)) othersExceed = true;
  }
}

/** What a persistent change counts as. */
@inline
function sizeOfChange(change: f64): f64 {
  return plain ? Math.abs(change) : sizeOf(change);
}

/** Counts the write of a synapse, where that is asked for. */
@inline
function countOne(at: usize): void {
  if (writes !== 0) countWrite(writes, at >> 3);
}

/** Moves s into l at one synapse. */
@inline
function consolidate(at: usize): void {
  const s = load<f64>(transient + at);
  // Mostly: only inputs of patterns since the last consolidation have any. Then l is w already.
  if (s === 0) return;
  const weight = load<f64>(weights + at);
  countOne(at);
  consolidated += sizeOfChange(s);
  persistentNorm += Math.abs(weight) - Math.abs(load<f64>(persistent + at));
  store<f64>(persistent + at, weight);
  store<f64>(transient + at, 0);
}

/** Whether any synapse has something to consolidate. */
function hasTransient(): bool {
  for (let at: usize = 0; at < rowEnd; at += 8) if (load<f64>(transient + at) !== 0) return true;
  return false;
}

function consolidateAll(): void {
  if (writes !== 0 && hasTransient()) countEvents(writes, 1);
  for (let at: usize = 0; at < rowEnd; at += 8) consolidate(at);
  norm = 0;
  othersExceed = false;
}

/** Moves what exceeds ±θ into l at one synapse, l += e·sign s, and leaves s = θ·sign s; returns e = |s| − θ. */
function consolidateExcess(at: usize): f64 {
  const s = load<f64>(transient + at);
  const left = copysign(threshold.thresholdAt(at), s);
  const excess = Math.abs(s) - Math.abs(left);
  const before = load<f64>(persistent + at);
  const after = before + copysign(excess, s);
  if (excess > 0) countOne(at);
  consolidated += sizeOfChange(copysign(excess, s));
  persistentNorm += Math.abs(after) - Math.abs(before);
  store<f64>(persistent + at, after);
  store<f64>(transient + at, left);
  store<f64>(weights + at, left + after);
  return excess;
}

/** g ← g + Δg within its bounds; returns Δg, 0 where nothing changed. The threshold is not tested yet. */
function shift(at: usize, size: f64): f64 {
  const weight = load<f64>(weights + at);
  const change = Math.min(maximum, Math.max(0, weight + size)) - weight;
  if (change === 0) return 0;
  if (code === NONE) {
    store<f64>(weights + at, weight + change);
    countOne(at);
    consolidated += sizeOfChange(change);
    // g is not negative.
    persistentNorm += change;
    return change;
  }
  const before = load<f64>(transient + at);
  const after = before + change;
  norm += Math.abs(after) - Math.abs(before);
  store<f64>(transient + at, after);
  store<f64>(weights + at, after + load<f64>(persistent + at));
  threshold.observe(at, change);
  return change;
}

/** Consolidates of a synapse that has changed what is due, and notes down what is kept of its change. */
function testSynapse(at: usize, change: f64): void {
  if (change === 0) return;
  if (Math.abs(load<f64>(transient + at)) > threshold.limitAt(at)) {
    if (code === SYNAPSE) consolidate(at);
    else changed += Math.max(0, Math.abs(change) - consolidateExcess(at));
  } else changed += Math.abs(change);
}

/** Whether the neuron is to be consolidated after a change of two synapses. */
function exceeds(first: usize, second: usize): bool {
  if (code === CLOCK) return false;
  if (code === NEURON_BY_SUM) return norm > threshold.limitAt(0);
  if (othersExceed || Math.abs(load<f64>(transient + first)) > threshold.limitAt(first)) return true;
  return Math.abs(load<f64>(transient + second)) > threshold.limitAt(second);
}

/** Changes both synapses, then tests the threshold; returns whether anything changed. */
export function apply(first: usize, second: usize, a: f64, b: f64): bool {
  const firstChange = shift(first, a);
  const secondChange = shift(second, b);
  if (firstChange === 0 && secondChange === 0) return false;
  if (code === NONE) return true;
  if (isBySynapse(code)) {
    testSynapse(first, firstChange);
    testSynapse(second, secondChange);
  } else if (exceeds(first, second)) consolidateAll();
  // What the clock consolidates at the end of the presentation was never kept.
  else if (untilStrike !== 0) changed += Math.abs(firstChange) + Math.abs(secondChange);
  return true;
}

/** Ends a presentation: a threshold learns, a clock strikes. */
export function endStep(): void {
  if (threshold.moves()) threshold.learn();
  if (code !== CLOCK || untilStrike !== 0) return;
  consolidateAll();
  untilStrike = period;
}
