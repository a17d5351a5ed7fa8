/**
 * θ of every synapse, or of the neuron. Where it tunes itself it follows what the changes of a presentation come to, as `ByNetChanges`
 * of `src/caching/self-tuning/moving-threshold.ts` defines it, in the very operations of these.
 */
import { NEURON_BY_SUM } from "../cache-codes";
import { limitOf } from "../self-tuning";
import { at, numberAt } from "../table";
import * as neuron from "../tables/spiking";

/** θ, f64, one a synapse; of Σ|s| the first. */
let thresholds: usize = 0;
let variance: usize = 0;
let net: usize = 0;
let rowEnd: usize = 0;
let sums: bool = false;
let factor: f64 = 0;
let fade: f64 = 1;
/** What is still unknown of v. */
let unknown: f64 = 1;

export function describe(table: usize): void {
  thresholds = <usize>at(table, neuron.THRESHOLDS);
  variance = <usize>at(table, neuron.VARIANCE);
  net = <usize>at(table, neuron.NET);
  rowEnd = 8 * <usize>at(table, neuron.SYNAPSE_COUNT);
  sums = at(table, neuron.CODE) === NEURON_BY_SUM;
  factor = numberAt(table, neuron.FACTOR);
  fade = numberAt(table, neuron.FADE);
}

/** Whether θ tunes itself. */
@inline
export function moves(): bool {
  return variance !== 0;
}

/** θ of the synapse at an offset; of the neuron at 0. */
@inline
export function thresholdAt(at: usize): f64 {
  return load<f64>(thresholds + at);
}

/** What a measure has to exceed for it to exceed θ. */
@inline
export function limitAt(at: usize): f64 {
  return limitOf(thresholdAt(at));
}

/** Notes down a change of the present presentation. */
@inline
export function observe(at: usize, change: f64): void {
  if (moves()) store<f64>(net + at, load<f64>(net + at) + change);
}

/** Ends a presentation: what its changes came to is learned from. */
export function learn(): void {
  unknown *= fade;
  const known = 1 - unknown;
  const share = 1 - fade;
  let sum: f64 = 0;
  for (let at: usize = 0; at < rowEnd; at += 8) {
    const change = load<f64>(net + at);
    const v = load<f64>(variance + at) * fade + change * change * share;
    store<f64>(variance + at, v);
    store<f64>(net + at, 0);
    const deviation = sqrt(v / known);
    sum += deviation;
    // Never before the end is also that of a synapse that has not changed.
    if (!sums) store<f64>(thresholds + at, factor === Infinity ? factor : factor * deviation);
  }
  // The factor of a sum is that of as many synapses of the mean deviation.
  if (sums) store<f64>(thresholds, factor === Infinity ? factor : factor * (sum / <f64>(rowEnd >> 3)));
}
