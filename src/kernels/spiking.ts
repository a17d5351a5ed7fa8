import { cacheCodes, type KernelCache } from "./cache-codes.js";
import spikingKernel from "./generated/spiking.js";
import { instantiate, KernelMemory } from "./instantiate.js";
import type { KernelCost } from "./layout.js";
import { KernelTable } from "./table.js";
import { spikingTable } from "./tables/spiking.js";
import { type KernelWrites, readWrites, reserveWrites } from "./writes.js";

/** What the compiled kernel exports; `assembly/spiking.kernel.ts` documents each. */
interface Exports {
  describe(neuron: number): void;
  present(first: number, second: number): number;
  consolidated: WebAssembly.Global<"f64">;
  held: WebAssembly.Global<"f64">;
  changed: WebAssembly.Global<"f64">;
  persistentHeld: WebAssembly.Global<"f64">;
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
  /** One threshold, in siemens; a time step is a presentation. Its law is of root mean squares of changes. */
  cache: KernelCache;
  /** By what the mean square of changes fades in a presentation where θ follows it. */
  fade: number;
  /** How persistent changes are counted. */
  cost: KernelCost;
  /** Whether the writes of every synapse are counted; not if it is not given. */
  countsWrites?: boolean;
}

/** What has been counted, of siemens. */
export interface SpikingKernelTally {
  /** Σ of the sizes of all Δl, without what is still transient. */
  consolidated: number;
  /** Σ_t Σ|s| */
  held: number;
  /** Σ|Δs| of the changes that were not consolidated at once. */
  changed: number;
  /** Σ_t Σ|l| */
  persistentHeld: number;
}

/** θ to begin with. One that tunes itself knows of no change yet, and is 0, unless it is never exceeded. */
function firstThreshold({ law, thresholds = [0] }: KernelCache): number {
  if (law === undefined) return thresholds[0]!;
  return law.factor === Number.POSITIVE_INFINITY ? law.factor : 0;
}

/** A spiking neuron in WebAssembly, with its store. All weights start at 0. */
export class SpikingKernel {
  /** g, as of now; a view into the memory of the kernel. */
  readonly weights: Float64Array;
  /** s, as of now. */
  readonly transient: Float64Array;
  /** Spike counts of the presentation, train after train; to be written before `present`. */
  readonly counts: Uint8Array;
  /** θ as it is where it tunes itself: of each synapse or, where Σ|s| is looked at, of the neuron. */
  readonly movedThresholds: Float64Array | undefined;
  private readonly kernel: Exports;
  private readonly memory: KernelMemory;
  /** Address of the writes; 0 where they are not counted. */
  private readonly writesAt: number;

  constructor({ model, factors, cache, fade, cost, countsWrites = false }: SpikingKernelOptions) {
    const { inputCount, stepCount } = model;
    const memory = new KernelMemory();
    const table = new KernelTable(memory, spikingTable);
    const row = (): number => memory.reserve(8 * inputCount);
    const placed = {
      weights: row(),
      transient: row(),
      persistent: row(),
      counts: memory.reserve(TRAINS * stepCount),
      thresholds: row(),
      variance: cache.law === undefined ? 0 : row(),
      net: row(),
      writes: countsWrites ? reserveWrites(memory, inputCount) : 0,
    };
    this.memory = memory;
    this.writesAt = placed.writes;
    this.kernel = instantiate<Exports>(spikingKernel, memory, { sizeOf: cost.sizeOf });
    const { buffer } = memory.memory;
    this.weights = new Float64Array(buffer, placed.weights, inputCount);
    this.transient = new Float64Array(buffer, placed.transient, inputCount);
    this.counts = new Uint8Array(buffer, placed.counts, TRAINS * stepCount);
    const thresholds = new Float64Array(buffer, placed.thresholds, inputCount).fill(firstThreshold(cache));
    const group = cache.code === cacheCodes.NEURON_BY_SUM ? 1 : inputCount;
    this.movedThresholds = cache.law === undefined ? undefined : thresholds.subarray(0, group);
    table.fill({
      ...placed,
      synapseCount: inputCount,
      stepCount,
      code: cache.code,
      decayFactor: cache.decayFactor,
      synapseFactor: factors.synapse,
      adaptationFactor: factors.adaptation,
      auditoryTraceFactor: factors.auditoryTrace,
      outputTraceFactor: factors.outputTrace,
      perCapacitance: model.stepSecond / model.membraneCapacitanceFarad,
      rest: model.restVolt,
      firing: model.thresholdVolt,
      reversal: model.excitatoryReversalVolt,
      leakConductance: model.leakConductanceSiemens,
      visualConductance: model.visualConductanceSiemens,
      backgroundConductance: model.backgroundConductanceSiemens,
      adaptationStep: model.adaptationSiemens,
      maximum: model.maximumWeightSiemens,
      potentiation: model.potentiationSiemens,
      depression: model.depressionSiemens,
      plain: Number(cost.plain),
      factor: cache.law?.factor ?? 0,
      fade,
      period: cache.period ?? Number.POSITIVE_INFINITY,
    });
    this.kernel.describe(table.address);
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

  /** How often every synapse has been written, where that is counted. Events are those of the neuron alone. */
  get writes(): KernelWrites | undefined {
    return this.writesAt === 0 ? undefined : readWrites(this.memory, this.writesAt, this.weights.length);
  }

  /** What has been counted by now. */
  get tally(): SpikingKernelTally {
    const { consolidated, held, changed, persistentHeld } = this.kernel;
    return {
      consolidated: consolidated.value,
      held: held.value,
      changed: changed.value,
      persistentHeld: persistentHeld.value,
    };
  }
}
