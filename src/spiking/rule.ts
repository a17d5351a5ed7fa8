import type { Store } from "../caching/store.js";
import { decayFactors, model } from "./model.js";
import type { AudioVisualPattern } from "./task.js";

/** What can be seen of the neuron at the end of a step. */
export interface NeuronState {
  step: number;
  potentialVolt: number;
  spiked: boolean;
  /** Spikes of the two active inputs, the visual input and the background in this step. */
  spikes: readonly [number, number, number, number];
}

/**
 * Presents one pattern to the neuron and lets it learn. Everything but the weights starts anew.
 *
 * In each step, in this order, with the spike counts n of the step:
 *   s ← s·exp(−dt/τ_s) + n, g_K and the traces decay, an auditory trace rises by 1 where n > 0;
 *   C dV/dt = −g_l(V − E_rest) − g_K(V − E_K) − (Σ_i g_i s_i + g_v s_v)(V − E_ex) + g_b s_b(V − E_rest), an Euler step;
 *   V > −50 mV is a spike: V ← E_rest;
 *   an input with n > 0: Δg_i = −step·A₋·(output trace), with the trace of the earlier output spikes;
 *   an output spike: g_K rises by 80 nS, the output trace by 1, and Δg_i = +step·A₊·(auditory trace) for both inputs.
 *
 * The last term of the membrane equation is a negative leak. That is how the published program has it
 * (`docs/differences-from-the-authors-code.md`). Changes are clipped so that g = s + l stays in [0, 2.5 nS].
 *
 * A presentation changes weights many times, and the neuron reads them in between; so it takes the store itself, which
 * tests the threshold after every change, where a rule that proposes once a time step returns its proposal. The time step
 * that a presentation is ends with `store.endStep`, which is left to the caller.
 *
 * @param counts spikes of this presentation, as `SpikeTrains` has them
 * @param change one number a synapse, all 0; it is left so
 * @returns how many times weights were changed
 */
export function present(
  store: Store,
  { inputs: [first, second] }: AudioVisualPattern,
  counts: Uint8Array,
  change: Float64Array,
  onStep?: (state: NeuronState) => void,
): number {
  const { stepCount, restVolt, leakConductanceSiemens, visualConductanceSiemens, backgroundConductanceSiemens } = model;
  const { excitatoryReversalVolt, potentiationSiemens, depressionSiemens } = model;
  const perCapacitance = model.stepSecond / model.membraneCapacitanceFarad;
  const { weights } = store;
  const inputs = [first, second] as const;
  const state = new Float64Array(4);
  const trace = new Float64Array(2);
  let outputTrace = 0;
  let adaptation = 0;
  let potential: number = restVolt;
  let changeCount = 0;

  const apply = (a: number, b: number): void => {
    change[first] = clipped(weights[first]!, a);
    change[second] = clipped(weights[second]!, b);
    if (change[first] !== 0 || change[second] !== 0) {
      store.change(change, false);
      changeCount += 1;
    }
    change[first] = 0;
    change[second] = 0;
  };

  for (let step = 0; step < stepCount; step++) {
    for (let k = 0; k < 4; k++) state[k] = state[k]! * decayFactors.synapse + counts[k * stepCount + step]!;
    for (let i = 0; i < 2; i++) {
      trace[i] = trace[i]! * decayFactors.auditoryTrace + (counts[i * stepCount + step]! > 0 ? 1 : 0);
    }
    outputTrace *= decayFactors.outputTrace;
    adaptation *= decayFactors.adaptation;

    const auditory = weights[inputs[0]]! * state[0]! + weights[inputs[1]]! * state[1]!;
    const excitation = auditory + visualConductanceSiemens * state[2]!;
    const leak = leakConductanceSiemens + adaptation - backgroundConductanceSiemens * state[3]!;
    const current = -leak * (potential - restVolt) - excitation * (potential - excitatoryReversalVolt);
    potential += perCapacitance * current;
    const spiked = potential > model.thresholdVolt;
    if (spiked) potential = restVolt;

    const isActive = (input: number): boolean => counts[input * stepCount + step]! > 0;
    if (outputTrace > 0 && (isActive(0) || isActive(1))) {
      const size = -depressionSiemens * outputTrace;
      apply(isActive(0) ? size : 0, isActive(1) ? size : 0);
    }
    if (spiked) {
      adaptation += model.adaptationSiemens;
      outputTrace += 1;
      apply(potentiationSiemens * trace[0]!, potentiationSiemens * trace[1]!);
    }
    const at = (k: number): number => counts[k * stepCount + step]!;
    onStep?.({ step, potentialVolt: potential, spiked, spikes: [at(0), at(1), at(2), at(3)] });
  }
  return changeCount;
}

/** Δg such that g + Δg stays within the bounds. */
function clipped(weight: number, change: number): number {
  return Math.min(model.maximumWeightSiemens, Math.max(0, weight + change)) - weight;
}
