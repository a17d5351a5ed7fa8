/**
 * One presentation to the spiking neuron, with its store (`spiking/cache.ts`). `src/spiking/rule.ts` defines what is
 * computed; the order of every sum and product that a weight depends on is the same here.
 *
 * Inputs that are silent have no traces and no conductances: of a hundred only two are looked at in a step.
 */
import * as cache from "./spiking/cache";
import { at, numberAt } from "./table";
import * as neuron from "./tables/spiking";

export { changed, consolidated, held, persistentHeld } from "./spiking/cache";

/** g, f64, one a synapse, and the spike counts: four trains of u8, one behind the other. */
let weights: usize = 0;
let counts: usize = 0;
let stepCount: usize = 0;

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
let potentiation: f64 = 0;
let depression: f64 = 0;

/** Takes the neuron and its store from their table. All weights are 0. */
export function describe(table: usize): void {
  cache.describe(table);
  weights = <usize>at(table, neuron.WEIGHTS);
  counts = <usize>at(table, neuron.COUNTS);
  stepCount = <usize>at(table, neuron.STEP_COUNT);
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
  potentiation = numberAt(table, neuron.POTENTIATION);
  depression = numberAt(table, neuron.DEPRESSION);
}

/** Presents the pattern whose spikes lie in `counts`; returns how many times weights were changed. */
export function present(firstInput: usize, secondInput: usize): i32 {
  const first = firstInput << 3;
  const second = secondInput << 3;
  cache.advance(first, second);
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
      if (cache.apply(first, second, firstCount > 0 ? size : 0.0, secondCount > 0 ? size : 0.0)) changeCount++;
    }
    if (spiked) {
      adaptation += adaptationStep;
      outputTrace += 1;
      if (cache.apply(first, second, potentiation * firstTrace, potentiation * secondTrace)) changeCount++;
    }
  }
  cache.endStep();
  return changeCount;
}
