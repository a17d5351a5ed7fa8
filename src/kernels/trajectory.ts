import trajectoryKernel from "./generated/trajectory.js";
import { instantiate, KernelMemory } from "./instantiate.js";

/** What the compiled kernel exports; `assembly/trajectory.kernel.ts` documents each. */
interface Exports {
  plain(...args: (number | boolean)[]): void;
  moving(...args: (number | boolean)[]): void;
}

/** State of synapses, an array of one number a synapse for each. */
export interface SynapseState {
  /** l */
  readonly persistent: Float64Array;
  /** s */
  readonly transient: Float64Array;
  /** Σ|Δl| */
  readonly consolidated: Float64Array;
  /** Σ_t |s| */
  readonly held: Float64Array;
  /** How often l was changed. */
  readonly writes: Float64Array;
  /** w of the row before; it stays as it is where the setting is plain. */
  readonly weights: Float64Array;
  /** Of a threshold that follows each synapse's own changes: their variance. */
  readonly variance: Float64Array | null;
}

/** How synapses are kept, each by itself. */
export interface TrajectorySetting {
  /** θ or, where it moves, θ over the deviation of changes. */
  readonly threshold: number;
  /** What |s| must exceed, over θ. */
  readonly tolerance: number;
  readonly adaptive: boolean;
  readonly keepsThreshold: boolean;
  readonly decayFactor: number;
  /** By what the variance fades in a time step. */
  readonly fade: number;
  /** Whether nothing decays, moves or strikes, so that s is w − l. */
  readonly plain: boolean;
}

/** What each time step has of its own. */
export interface StepsOfTime {
  /** What is known of the variance by then. */
  readonly known: Float64Array;
  /** 1 where a clock strikes at its end. */
  readonly strikes: Uint8Array;
}

/** Synapses whose state, and rows whose weights, stay in fast memory. */
const [TILE, ROWS] = [512, 64];
const SPACING = 8 * TILE;
const STRIDE = 8 * TILE;

class TrajectoryKernel {
  private readonly kernel: Exports;
  private readonly state: Float64Array;
  private readonly single: Float32Array;
  private readonly double: Float64Array;
  private readonly known: Float64Array;
  private readonly strikes: Uint8Array;

  constructor() {
    const memory = new KernelMemory();
    const state = memory.reserve(7 * SPACING);
    const rows = memory.reserve(ROWS * STRIDE);
    const known = memory.reserve(8 * ROWS);
    const strikes = memory.reserve(ROWS);
    this.kernel = instantiate<Exports>(trajectoryKernel, memory);
    const { buffer } = memory.memory;
    this.state = new Float64Array(buffer, state, 7 * TILE);
    this.single = new Float32Array(buffer, rows, (ROWS * STRIDE) / 4);
    this.double = new Float64Array(buffer, rows, (ROWS * STRIDE) / 8);
    this.known = new Float64Array(buffer, known, ROWS);
    this.strikes = new Uint8Array(buffer, strikes, ROWS);
  }

  play(
    state: SynapseState,
    weights: Float32Array | Float64Array,
    rowCount: number,
    time: StepsOfTime,
    setting: TrajectorySetting,
  ): void {
    const size = state.persistent.length;
    const { persistent, transient, consolidated, held, writes, weights: before, variance } = state;
    const arrays = [
      persistent,
      transient,
      consolidated,
      held,
      writes,
      before,
      ...(variance === null ? [] : [variance]),
    ];
    for (let from = 0; from < size; from += TILE) {
      const count = Math.min(TILE, size - from);
      for (const [k, array] of arrays.entries()) this.state.set(array.subarray(from, from + count), k * TILE);
      for (let row = 0; row < rowCount; row += ROWS) {
        const some = Math.min(ROWS, rowCount - row);
        this.takeRows(weights, row, some, size, from, count);
        this.call(count, some, row, weights instanceof Float32Array, time, setting);
      }
      for (const [k, array] of arrays.entries()) array.set(this.state.subarray(k * TILE, k * TILE + count), from);
    }
  }

  private takeRows(
    weights: Float32Array | Float64Array,
    firstRow: number,
    rowCount: number,
    size: number,
    from: number,
    count: number,
  ): void {
    const target = weights instanceof Float32Array ? this.single : this.double;
    const stride = STRIDE / weights.BYTES_PER_ELEMENT;
    for (let row = 0; row < rowCount; row++) {
      const at = (firstRow + row) * size + from;
      target.set(weights.subarray(at, at + count), row * stride);
    }
  }

  private call(
    count: number,
    rowCount: number,
    firstRow: number,
    isSingle: boolean,
    { known, strikes }: StepsOfTime,
    setting: TrajectorySetting,
  ): void {
    const { threshold, tolerance, adaptive, keepsThreshold, decayFactor, fade, plain } = setting;
    const common = [this.state.byteOffset, SPACING, count, this.single.byteOffset, STRIDE, rowCount, isSingle] as const;
    if (plain) {
      this.kernel.plain(...common, keepsThreshold, threshold * tolerance, threshold);
      return;
    }
    this.known.set(known.subarray(firstRow, firstRow + rowCount));
    this.strikes.set(strikes.subarray(firstRow, firstRow + rowCount));
    const places = [this.known.byteOffset, this.strikes.byteOffset] as const;
    this.kernel.moving(...common, keepsThreshold, adaptive, tolerance, threshold, decayFactor, fade, ...places);
  }
}

let shared: TrajectoryKernel | undefined;

/**
 * Plays rows of weights, each a time step, on synapses that are on their own. The state is written in its place. One instance
 * serves all of a thread, as nothing stays in it.
 *
 * @param weights `rowCount` rows, of as many weights as there are synapses
 * @throws {RangeError} for rows of another length
 */
export function playTrajectory(...args: Parameters<TrajectoryKernel["play"]>): void {
  const [state, weights, rowCount, { known, strikes }] = args;
  const needed = rowCount * state.persistent.length;
  if (weights.length < needed || known.length < rowCount || strikes.length < rowCount) {
    throw new RangeError(`${rowCount} rows must have ${needed} weights, got ${weights.length}.`);
  }
  shared ??= new TrajectoryKernel();
  shared.play(...args);
}
