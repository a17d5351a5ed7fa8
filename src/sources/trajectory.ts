import type { StepsBetween } from "./steps-between.js";

/** Bytes that can be read anywhere: of a file, or of a file dropped on a page. */
export interface ByteSource {
  /** As messages name it: a path, or the name of the dropped file. */
  readonly name: string;
  readonly byteLength: number;
  /** The bytes from `start` up to but not including `end`. */
  slice(start: number, end: number): Promise<Uint8Array>;
  /** Fills `target` with the bytes from `start` on, where the source can do so without memory of its own; returns how many it gave. */
  readInto?(target: Uint8Array, start: number): Promise<number>;
  /** Gives back what reading took from the system, such as a descriptor. The next read takes it again. */
  close?(): Promise<void>;
  /** Whether whoever goes back makes it begin anew, as what is unpacked while it is read. */
  readonly isForwards?: boolean;
}

/** Weights that change together, as they stand in a source. */
export interface WeightTensor {
  /** Empty where the source has no names, as an `.npy` file. */
  readonly name: string;
  /** Without the axis of time; `[1, n]` for the n synapses of one neuron. Synapses are numbered in row-major (C) order of this shape. */
  readonly shape: readonly number[];
  /** The axis of `shape` that counts neurons, the ones that the synapses lead to. */
  readonly neuronAxis: number;
}

/** Consecutive time steps, with every synapse's weight at each. */
export interface WeightRows {
  readonly rowCount: number;
  /** `rowCount` × `synapseCount` weights, row after row. Valid until the next rows are asked for. */
  readonly weights: Float32Array | Float64Array;
  /** Bytes of the source read up to here. */
  readonly byteCount: number;
}

/** Changes of single synapses within one time step, in the order in which they happened. */
export interface WeightEvents {
  /** Indices of synapses; one may come several times. */
  readonly synapses: Int32Array;
  /** The weight after each change. */
  readonly weights: Float64Array;
  /** Bytes of the source read up to here. */
  readonly byteCount: number;
}

interface Weights {
  /** What it was read as, in words: `NumPy array of float32, 1001 rows × 784 synapses`. */
  readonly description: string;
  readonly tensors: readonly WeightTensor[];
  readonly synapseCount: number;
  /** Time steps after the first row, where this is known before the end. */
  readonly stepCount?: number;
  /** Bytes to be read in all, where this is known. */
  readonly byteLength?: number;
  /** Whether rows are checkpoints, with time steps between them that nobody recorded. */
  readonly checkpoints: boolean;
  /** Of checkpoints, steps of training from one to the next, by the names of their files; null where these do not tell. */
  readonly stepsBetween?: StepsBetween | null;
}

/** Weights at every time step. The first row is w(0), all of it persistent; each further row is one time step. */
export interface DenseTrajectory extends Weights {
  readonly kind: "rows";
  /**
   * Whether the weights of a synapse lie together in the source and those of a time step far apart: some synapses at a time are then
   * read much faster than all of them, which takes many passes.
   */
  readonly isSynapseMajor?: boolean;
  /** Whether going back in the source takes long, so that all of a synapse's time should be read at once. */
  readonly isForwards?: boolean;
  /**
   * The rows in order of time, of all synapses or of those from `start` up to but not including `end`.
   *
   * @throws UsageError with the place, for what is truncated, not finite or not weights
   */
  rows(synapses?: { readonly start: number; readonly end: number }): AsyncIterable<WeightRows>;
}

/** Weights as a list of changes. A time step is a bin of time; one without changes has no events and is a step all the same. */
export interface EventTrajectory extends Weights {
  readonly kind: "events";
  /** w(0), one for every synapse. */
  readonly initial: Float64Array;
  /** Every time step from the first bin to the last. */
  steps(): AsyncIterable<WeightEvents>;
}

/** How the weights of a network changed while somebody else's simulator trained it. */
export type WeightTrajectory = DenseTrajectory | EventTrajectory;
