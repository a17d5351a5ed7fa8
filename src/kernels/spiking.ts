import type { KernelCache } from "./cache-codes.js";
import spikingKernel from "./generated/spiking.js";
import { instantiate, KernelMemory } from "./instantiate.js";

/** What the compiled kernel exports; `assembly/spiking.kernel.ts` documents each. */
interface Exports {
  place(weights: number, transient: number, persistent: number, counts: number, synapses: number, steps: number): void;
  describeStore(code: number, limit: number, factor: number): void;
  describeDecay(synapse: number, adaptation: number, auditoryTrace: number, outputTrace: number): void;
  describeMembrane(stepPerCapacitance: number, rest: number, threshold: number, reversal: number): void;
  describeConductances(leak: number, visual: number, background: number, adaptation: number): void;
  describePlasticity(largest: number, up: number, down: number): void;
  present(first: number, second: number): number;
  consolidated: WebAssembly.Global<"f64">;
  held: WebAssembly.Global<"f64">;
}

/** Spike trains of a presentation: two active inputs, the visual input, the background. */
const TRAINS = 4;

/** The neuron as `src/spiking/model.ts` has it, in SI units. */
export interface SpikingKernelModel {
  stepSecond: number;
  stepCount: number;
  inputCount: number;
  membraneCapacitanceFarad: number;
  restVolt: number;
  thresholdVolt: number;
  excitatoryReversalVolt: number;
  leakConductanceSiemens: number;
  visualConductanceSiemens: number;
  backgroundConductanceSiemens: number;
  adaptationSiemens: number;
  maximumWeightSiemens: number;
  potentiationSiemens: number;
  depressionSiemens: number;
}

export interface SpikingKernelOptions {
  model: SpikingKernelModel;
  /** By what states shrink in a step. */
  factors: { synapse: number; adaptation: number; auditoryTrace: number; outputTrace: number };
  /** One limit, in siemens; a time step is a presentation. */
  cache: KernelCache;
}

/** A spiking neuron in WebAssembly, with its store. All weights start at 0. */
export class SpikingKernel {
  /** g, as of now; a view into the memory of the kernel. */
  readonly weights: Float64Array;
  /** s, as of now. */
  readonly transient: Float64Array;
  /** Spike counts of the presentation, train after train; to be written before `present`. */
  readonly counts: Uint8Array;
  private readonly kernel: Exports;

  constructor({ model, factors, cache }: SpikingKernelOptions) {
    const { inputCount, stepCount } = model;
    const memory = new KernelMemory();
    const [weights, transient, persistent] = [0, 1, 2].map(() => memory.reserve(8 * inputCount)) as [
      number,
      number,
      number,
    ];
    const counts = memory.reserve(TRAINS * stepCount);
    this.kernel = instantiate<Exports>(spikingKernel, memory);
    const { buffer } = memory.memory;
    this.weights = new Float64Array(buffer, weights, inputCount);
    this.transient = new Float64Array(buffer, transient, inputCount);
    this.counts = new Uint8Array(buffer, counts, TRAINS * stepCount);

    const { kernel } = this;
    kernel.place(weights, transient, persistent, counts, inputCount, stepCount);
    kernel.describeStore(cache.code, cache.limits[0]!, cache.decayFactor);
    kernel.describeDecay(factors.synapse, factors.adaptation, factors.auditoryTrace, factors.outputTrace);
    const perCapacitance = model.stepSecond / model.membraneCapacitanceFarad;
    kernel.describeMembrane(perCapacitance, model.restVolt, model.thresholdVolt, model.excitatoryReversalVolt);
    const { leakConductanceSiemens, visualConductanceSiemens, backgroundConductanceSiemens, adaptationSiemens } = model;
    kernel.describeConductances(
      leakConductanceSiemens,
      visualConductanceSiemens,
      backgroundConductanceSiemens,
      adaptationSiemens,
    );
    kernel.describePlasticity(model.maximumWeightSiemens, model.potentiationSiemens, model.depressionSiemens);
  }

  /**
   * Lets a time step pass and presents a pattern with the spikes in `counts`; returns how many times weights changed.
   *
   * @throws {RangeError} if an input is not one of the neuron's, or both are the same
   */
  present(first: number, second: number): number {
    const isInput = (input: number): boolean => Number.isInteger(input) && input >= 0 && input < this.weights.length;
    if (!isInput(first) || !isInput(second) || first === second) {
      throw new RangeError(
        `A pattern must have two different inputs from 0 to ${this.weights.length - 1}, got ${first} and ${second}.`,
      );
    }
    return this.kernel.present(first, second);
  }

  /** Σ_t Σ|Δl| without what is still transient, and Σ_t Σ|s|, in siemens. */
  get tally(): { consolidated: number; held: number } {
    return { consolidated: this.kernel.consolidated.value, held: this.kernel.held.value };
  }
}
