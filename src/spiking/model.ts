import { exp } from "../math/elementary.js";

/**
 * The neuron, its inputs and its plasticity (eLife 2020;9:e50804, Figure 2–s1, after D'Souza, Liu and Hahnloser 2010).
 * SI units; the values are those of the published program.
 */
export const model = {
  stepSecond: 1e-4,
  stepCount: 1500,
  membraneCapacitanceFarad: 0.5e-9,
  leakConductanceSiemens: 20e-9,
  /** E_rest, E_K and the potential after a spike. */
  restVolt: -0.07,
  thresholdVolt: -0.05,
  excitatoryReversalVolt: 0,
  synapseDecaySecond: 0.01,
  /** Spike-frequency adaptation: what a spike adds to g_K, and how fast that goes. */
  adaptationSiemens: 80e-9,
  adaptationDecaySecond: 0.11,
  visualConductanceSiemens: 3e-9,
  backgroundConductanceSiemens: 1e-9,
  backgroundHertz: 1000,
  inputCount: 100,
  poolSize: 15,
  poolHertz: 100,
  /** First step, and the one behind the last: 0 … 50 ms and 70 … 120 ms. */
  auditorySteps: [0, 500],
  visualSteps: [700, 1200],
  /** Auditory weights stay in [0, this]. */
  maximumWeightSiemens: 2.5e-9,
  /** step·A₊ and step·A₋, with A₋ = 1.05 A₊·50/70. */
  potentiationSiemens: 1.25e-9 * 0.001,
  depressionSiemens: (1.25e-9 * 0.001 * 1.05 * 50) / 70,
  /** As in the published program, although the names there suggest the reverse. */
  auditoryTraceDecaySecond: 0.07,
  outputTraceDecaySecond: 0.05,
} as const;

const factorOf = (decaySecond: number): number => exp(-model.stepSecond / decaySecond);

/** By what a state shrinks in a step. */
export const decayFactors = {
  synapse: factorOf(model.synapseDecaySecond),
  adaptation: factorOf(model.adaptationDecaySecond),
  auditoryTrace: factorOf(model.auditoryTraceDecaySecond),
  outputTrace: factorOf(model.outputTraceDecaySecond),
} as const;
