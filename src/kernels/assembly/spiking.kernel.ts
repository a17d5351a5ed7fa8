/**
 * One presentation to the spiking neuron, with its store. `src/spiking/rule.ts` defines what is computed; the order of
 * every sum and product that a weight depends on is the same here.
 *
 * Inputs that are silent have no traces and no conductances: of a hundred only two are looked at in a step. Only what
 * changed can cross the threshold. Decay, once a presentation, and consolidation of the neuron go over all.
 */
import { measureOf, NONE, SYNAPSE } from "./cache-codes";
import { sizeOf } from "./size-of";
import { at, numberAt } from "./table";
import * as neuron from "./tables/spiking";

// Rows of f64, one a synapse, and the spike counts: four trains of u8, one behind the other.
let weights: usize = 0;
let transient: usize = 0;
let persistent: usize = 0;
let counts: usize = 0;
let rowEnd: usize = 0;
let stepCount: usize = 0;

let code: i32 = 0;
let limit: f64 = 0;
let decayFactor: f64 = 1;

let synapseFactor: f64 = 0;
let adaptationFactor: f64 = 0;
let auditoryTraceFactor: f64 = 0;
let outputTraceFactor: f64 = 0;
/** dt/C */
let perCapacitance: f64 = 0;
let rest: f64 = 0;
let firing: f64 = 0;
let reversal: f64 = 0;
let leakConductance: f64 = 0;
let visualConductance: f64 = 0;
let backgroundConductance: f64 = 0;
let adaptationStep: f64 = 0;
let maximum: f64 = 0;
let potentiation: f64 = 0;
let depression: f64 = 0;

/** Whether a persistent change counts as |Δl|. */
let plain: bool = true;

/** Σ of the sizes of all Δl, without what is still transient. */
export let consolidated: f64 = 0;
/** Σ_t Σ|s| */
export let held: f64 = 0;
/** Σ|Δs| of the changes that were not consolidated at once. */
export let changed: f64 = 0;
/** Σ_t Σ|l| */
export let persistentHeld: f64 = 0;

/** Σ|s|, kept up to date within a presentation. */
let norm: f64 = 0;
/** Σ|l|, kept up to date. */
let persistentNorm: f64 = 0;

/** Takes the neuron and its store from their table. All weights are 0. */
export function describe(table: usize): void {
  weights = <usize>at(table, neuron.WEIGHTS);
  transient = <usize>at(table, neuron.TRANSIENT);
  persistent = <usize>at(table, neuron.PERSISTENT);
  counts = <usize>at(table, neuron.COUNTS);
  rowEnd = 8 * <usize>at(table, neuron.SYNAPSE_COUNT);
  stepCount = <usize>at(table, neuron.STEP_COUNT);
  code = at(table, neuron.CODE);
  plain = at(table, neuron.PLAIN) !== 0;
  limit = numberAt(table, neuron.LIMIT);
  decayFactor = numberAt(table, neuron.DECAY_FACTOR);
  synapseFactor = numberAt(table, neuron.SYNAPSE_FACTOR);
  adaptationFactor = numberAt(table, neuron.ADAPTATION_FACTOR);
  auditoryTraceFactor = numberAt(table, neuron.AUDITORY_TRACE_FACTOR);
  outputTraceFactor = numberAt(table, neuron.OUTPUT_TRACE_FACTOR);
  perCapacitance = numberAt(table, neuron.PER_CAPACITANCE);
  rest = numberAt(table, neuron.REST);
  firing = numberAt(table, neuron.FIRING);
  reversal = numberAt(table, neuron.REVERSAL);
  leakConductance = numberAt(table, neuron.LEAK_CONDUCTANCE);
  visualConductance = numberAt(table, neuron.VISUAL_CONDUCTANCE);
  backgroundConductance = numberAt(table, neuron.BACKGROUND_CONDUCTANCE);
  adaptationStep = numberAt(table, neuron.ADAPTATION_STEP);
  maximum = numberAt(table, neuron.MAXIMUM);
  potentiation = numberAt(table, neuron.POTENTIATION);
  depression = numberAt(table, neuron.DEPRESSION);
}

/** Decay, and what is held is charged. */
function advance(): void {
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
}

/** What a persistent change counts as. */
@inline
function sizeOfChange(change: f64): f64 {
  return plain ? Math.abs(change) : sizeOf(change);
}

/** Moves s into l at one synapse, as `CachingStore` of `src/caching/store.ts` defines it. */
@inline
function consolidate(at: usize): void {
  const s = load<f64>(transient + at);
  // Mostly: only inputs of patterns since the last consolidation have any. Then l is w already.
  if (s === 0) return;
  const weight = load<f64>(weights + at);
  consolidated += sizeOfChange(s);
  persistentNorm += Math.abs(weight) - Math.abs(load<f64>(persistent + at));
  store<f64>(persistent + at, weight);
  store<f64>(transient + at, 0);
}

/** g ← g + Δg within its bounds; returns Δg, 0 where nothing changed. The threshold is not tested yet. */
function shift(at: usize, size: f64): f64 {
  const weight = load<f64>(weights + at);
  const change = Math.min(maximum, Math.max(0, weight + size)) - weight;
  if (change === 0) return 0;
  if (code === NONE) {
    store<f64>(weights + at, weight + change);
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
  return change;
}

/** Consolidates a synapse whose |s| exceeds the limit, or notes down its change. */
@inline
function consolidateOrKeep(at: usize, change: f64): void {
  if (Math.abs(load<f64>(transient + at)) > limit) consolidate(at);
  else changed += Math.abs(change);
}

/** Changes both synapses, then tests the threshold. */
function apply(first: usize, second: usize, a: f64, b: f64): bool {
  const firstChange = shift(first, a);
  const secondChange = shift(second, b);
  if (firstChange === 0 && secondChange === 0) return false;
  if (code === NONE) return true;
  if (code === SYNAPSE) {
    consolidateOrKeep(first, firstChange);
    consolidateOrKeep(second, secondChange);
    return true;
  }
  const largest = Math.max(Math.abs(load<f64>(transient + first)), Math.abs(load<f64>(transient + second)));
  if (measureOf(code, largest, norm) > limit) {
    for (let at: usize = 0; at < rowEnd; at += 8) consolidate(at);
    norm = 0;
  } else changed += Math.abs(firstChange) + Math.abs(secondChange);
  return true;
}

/** Presents the pattern whose spikes lie in `counts`; returns how many times weights were changed. */
export function present(firstInput: usize, secondInput: usize): i32 {
  advance();
  const first = firstInput << 3;
  const second = secondInput << 3;
  let firstState: f64 = 0;
  let secondState: f64 = 0;
  let visualState: f64 = 0;
  let backgroundState: f64 = 0;
  let firstTrace: f64 = 0;
  let secondTrace: f64 = 0;
  let outputTrace: f64 = 0;
  let adaptation: f64 = 0;
  let potential = rest;
  let changeCount = 0;
  const end = counts + stepCount;
  for (let at = counts; at < end; at++) {
    const firstCount = <u32>load<u8>(at);
    const secondCount = <u32>load<u8>(at + stepCount);
    firstState = firstState * synapseFactor + <f64>firstCount;
    secondState = secondState * synapseFactor + <f64>secondCount;
    visualState = visualState * synapseFactor + <f64>load<u8>(at + 2 * stepCount);
    backgroundState = backgroundState * synapseFactor + <f64>load<u8>(at + 3 * stepCount);
    firstTrace = firstTrace * auditoryTraceFactor + (firstCount > 0 ? 1.0 : 0.0);
    secondTrace = secondTrace * auditoryTraceFactor + (secondCount > 0 ? 1.0 : 0.0);
    outputTrace *= outputTraceFactor;
    adaptation *= adaptationFactor;

    const auditory = load<f64>(weights + first) * firstState + load<f64>(weights + second) * secondState;
    const excitation = auditory + visualConductance * visualState;
    const leak = leakConductance + adaptation - backgroundConductance * backgroundState;
    potential += perCapacitance * (-leak * (potential - rest) - excitation * (potential - reversal));
    const spiked = potential > firing;
    if (spiked) potential = rest;

    if (outputTrace > 0 && (firstCount | secondCount) > 0) {
      const size = -depression * outputTrace;
      if (apply(first, second, firstCount > 0 ? size : 0.0, secondCount > 0 ? size : 0.0)) changeCount++;
    }
    if (spiked) {
      adaptation += adaptationStep;
      outputTrace += 1;
      if (apply(first, second, potentiation * firstTrace, potentiation * secondTrace)) changeCount++;
    }
  }
  return changeCount;
}
