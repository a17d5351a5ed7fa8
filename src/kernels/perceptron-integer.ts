import kernel from "./generated/perceptron-integer.js";
import { instantiate, KernelMemory } from "./instantiate.js";
import {
  type Counters,
  type KeptBy,
  type KernelCost,
  type KernelTask,
  kernelGroups,
  paddedSynapses,
  roundUp,
  upToNow,
  wordsPerRow,
} from "./layout.js";

/** What the compiled kernel exports; `assembly/perceptron-integer.kernel.ts` documents each. */
interface Exports {
  signRows(
    patterns: number,
    targets: number,
    patternCount: number,
    inputCount: number,
    rows: number,
    stride: number,
  ): void;
  learn(problem: number, state: number): number;
  sumWeights(counts: number, rows: number, stride: number, patternCount: number, weights: number): void;
  replay(
    width: number,
    counters: number,
    s: number,
    l: number,
    group: number,
    threshold: number,
    plain: boolean,
    tracksPersistent: boolean,
    records: number,
    recordCount: number,
    rows: number,
    stride: number,
    synapseCount: number,
  ): void;
  largest16(values: number, length: number): number;
  largest32(values: number, length: number): number;
}

/** A store that keeps the trajectory, and where its arrays are. */
interface Keeper extends KeptBy {
  counters: number;
  s: number;
  l: number;
  /** Bytes of a transient weight. */
  width: 1 | 2 | 4;
}

/** Updates handed over at once: what is in 16 bits and below half their range cannot leave them within one batch. */
const BATCH = 16_383;
/** Entries up to which the kernel's partial sums of magnitudes in 8 and in 16 bits cannot overflow. */
const NARROW_ENTRIES = { 1: 4064, 2: 131_072 } as const;
/** Bytes of patterns that stay in the nearest cache while several stores keep the same updates one after the other. */
const SLICE_BYTES = 16_384;
const COUNTERS_BYTES = 48;
const STATE_BYTES = 28;

/** Bytes the kernel needs for P patterns of N inputs, most of them for the Gram matrix. */
export function integerKernelBytes(inputCount: number, patternCount: number): number {
  const stride = paddedSynapses(inputCount);
  return patternCount * (2 * roundUp(patternCount, 8) + 2 * stride + stride / 8 + 16);
}

/** A trajectory of perceptron learning with ±1 patterns and without decay, and the stores that keep it. */
export class IntegerPerceptron {
  private readonly memory = new KernelMemory();
  private readonly kernel: Exports;
  private readonly patternCount: number;
  private readonly synapseCount: number;
  private readonly stride: number;
  private readonly state: number;
  /** Addresses and sizes in the order of the kernel's table of the problem. */
  private readonly problem: Record<string, number>;
  private readonly problemAt: number;
  private readonly sums: number;
  private readonly keepers: Keeper[];
  private readonly cost: KernelCost & { tracksPersistent: boolean };

  /** @param cost how changes are counted, and whether holding l costs anything so that Σ|l| is needed */
  constructor(
    task: KernelTask & { patterns: Int8Array },
    keptBy: readonly KeptBy[],
    cost: KernelCost & { tracksPersistent: boolean },
    options: { maxEpochs: number; byEpoch: boolean },
  ) {
    const { inputCount, patternCount } = task;
    const { memory } = this;
    this.patternCount = patternCount;
    this.synapseCount = inputCount + 1;
    this.stride = paddedSynapses(inputCount);
    this.cost = cost;
    const words = wordsPerRow(inputCount);
    const gramStride = 2 * roundUp(patternCount, 8);
    // A margin changes by at most N + 1 an update, so that it stays in 32 bits over a batch that starts below 2³⁰.
    const batch = Math.min(BATCH, Math.floor(2 ** 30 / this.synapseCount));

    this.state = memory.reserve(STATE_BYTES);
    this.problem = {
      patternCount,
      synapseCount: this.synapseCount,
      rows: memory.reserve(patternCount * this.stride),
      stride: this.stride,
      weights: memory.reserve(this.stride * 2),
      margins: memory.reserve(roundUp(patternCount, 8) * 4),
      deltas: memory.reserve(roundUp(patternCount, 8) * 2),
      bits: memory.reserve(roundUp(patternCount, 4) * words * 8),
      words,
      gram: memory.reserve(roundUp(patternCount, 4) * gramStride),
      gramStride,
      counts: memory.reserve(patternCount * 4),
      records: memory.reserve(batch * 8),
      capacity: batch,
      maxEpochs: options.maxEpochs,
      byEpoch: Number(options.byEpoch),
      // An epoch of dot products costs P·N/8 vector steps, the Gram matrix P²·N/128 counts: as much as P/16 epochs.
      gramFrom: Math.ceil(patternCount / 16),
    };
    const fields = Object.values(this.problem);
    this.problemAt = memory.reserve(fields.length * 4);
    this.sums = memory.reserve(this.stride * 4);
    this.keepers = keptBy.map((kept) => ({
      ...kept,
      counters: memory.reserve(COUNTERS_BYTES),
      s: memory.reserve(this.stride * 4),
      l: memory.reserve(this.stride * 4),
      width: this.firstWidth(kept),
    }));
    const patterns = memory.reserve(task.patterns.length);
    const targets = memory.reserve(patternCount);

    this.kernel = instantiate<Exports>(kernel, memory, { sizeOf: cost.sizeOf });
    const { buffer } = memory.memory;
    new Int32Array(buffer, this.problemAt, fields.length).set(fields);
    new Int8Array(buffer, patterns, task.patterns.length).set(task.patterns);
    new Int8Array(buffer, targets, patternCount).set(task.targets);
    this.kernel.signRows(patterns, targets, patternCount, inputCount, this.problem.rows!, this.stride);
  }

  /**
   * Learns until the end of an epoch (`byEpoch`) or of learning, and lets every store keep what happens.
   *
   * @returns the updates since the last call, the epochs so far, the updates of the last of them, and whether it has ended
   */
  learn() {
    let updateCount = 0;
    for (;;) {
      if (this.kernel.largest32(this.problem.margins!, roundUp(this.patternCount, 8)) >= 2 ** 30) {
        throw new Error("A margin has outgrown 32 bits in the fast engine; use --engine reference.");
      }
      const before = this.now();
      const recordCount = this.kernel.learn(this.problemAt, this.state);
      updateCount += recordCount;
      this.replay(recordCount);
      const { epochCount, ended, converged, errorCount } = this.now();
      if (ended || (this.problem.byEpoch && epochCount > before.epochCount)) {
        return { updateCount, epochCount, errorCount, converged, ended };
      }
    }
  }

  private now() {
    const [, , epochCount, ended, gap, errorCount] = new Int32Array(this.memory.memory.buffer, this.state, 6);
    return {
      epochCount: epochCount!,
      ended: ended !== 0,
      converged: ended === 1,
      gap: gap!,
      errorCount: errorCount!,
    };
  }

  /** A threshold on each |s| keeps it within θ + 1; otherwise 16 bits are the least that may do. */
  private firstWidth({ group, threshold }: KeptBy): Keeper["width"] {
    if (this.stride > NARROW_ENTRIES[2]) return 4;
    return group !== kernelGroups.neuronBySum && threshold < 127 && this.stride <= NARROW_ENTRIES[1] ? 1 : 2;
  }

  /** Lets every store keep the recorded updates, a slice of them at a time. */
  private replay(recordCount: number): void {
    for (const keeper of this.keepers) {
      if (keeper.width === 2 && this.kernel.largest16(keeper.s, this.stride) >= 2 ** 15 - BATCH) this.widen(keeper);
    }
    const slice = this.keepers.length === 1 ? recordCount : Math.max(1, Math.floor(SLICE_BYTES / this.stride));
    for (let first = 0; first < recordCount; first += slice) {
      for (const keeper of this.keepers) this.replaySlice(keeper, first, Math.min(slice, recordCount - first));
    }
  }

  private replaySlice({ width, counters, s, l, group, threshold }: Keeper, first: number, length: number): void {
    const { plain, tracksPersistent } = this.cost;
    const from = this.problem.records! + first * 8;
    const { stride, synapseCount } = this;
    const rows = this.problem.rows!;
    this.kernel.replay(
      width,
      counters,
      s,
      l,
      group,
      threshold,
      plain,
      tracksPersistent,
      from,
      length,
      rows,
      stride,
      synapseCount,
    );
  }

  /** Transients that come near the end of 16 bits go on in 32. */
  private widen(keeper: Keeper): void {
    const values = Int32Array.from(this.transient(keeper));
    new Int32Array(this.memory.memory.buffer, keeper.s, this.stride).fill(0).set(values);
    keeper.width = 4;
  }

  private transient({ s, width }: Keeper): Int8Array | Int16Array | Int32Array {
    const View = { 1: Int8Array, 2: Int16Array, 4: Int32Array }[width];
    return new View(this.memory.memory.buffer, s, this.synapseCount);
  }

  /** What store k has counted up to now, and its transient weights, the bias last. */
  kept(k: number): { counters: Counters; transient: ArrayLike<number> } {
    const keeper = this.keepers[k]!;
    const { gap } = this.now();
    const stored = new Float64Array(this.memory.memory.buffer, keeper.counters, 6);
    return { counters: upToNow(stored, gap, gap), transient: this.transient(keeper) };
  }

  /** w now, the bias last; the same whatever the store. A view, valid until the next call. */
  weights(): Int32Array {
    const { counts, rows } = this.problem;
    new Int32Array(this.memory.memory.buffer, this.sums, this.stride).fill(0);
    this.kernel.sumWeights(counts!, rows!, this.stride, this.patternCount, this.sums);
    return new Int32Array(this.memory.memory.buffer, this.sums, this.synapseCount);
  }
}
