import kernel from "./generated/perceptron-integer.js";
import { instantiate, KernelMemory } from "./instantiate.js";

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
  packBits(rows: number, stride: number, patternCount: number, bits: number, words: number): void;
  fillGram: FillGram;
  learn(
    state: number,
    margins: number,
    deltas: number,
    gram: number,
    gramStride: number,
    counts: number,
    patternCount: number,
    synapseCount: number,
    maxEpochs: number,
    byEpoch: boolean,
    records: number,
    capacity: number,
  ): number;
  sumWeights(counts: number, rows: number, stride: number, patternCount: number, weights: number): void;
  replay16: Replay;
  replay32: Replay;
  largest16(values: number, length: number): number;
  largest32(values: number, length: number): number;
}

export type FillGram = (
  bits: number,
  words: number,
  patternCount: number,
  paddedCount: number,
  synapseCount: number,
  gram: number,
  gramStride: number,
) => void;

type Replay = (
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
) => void;

/** Groups as the kernel numbers them. */
export const kernelGroups = { eachSynapse: 0, neuronByLargest: 1, neuronBySum: 2 } as const;

/** How a store keeps the trajectory. */
export interface KeptBy {
  group: (typeof kernelGroups)[keyof typeof kernelGroups];
  threshold: number;
}

/** What a store has counted so far, as in `Tally`, with what it holds now. */
export interface Counters {
  norm: number;
  held: number;
  consolidated: number;
  changed: number;
  persistentNorm: number;
  persistentHeld: number;
}

interface Keeper extends KeptBy {
  counters: number;
  s: number;
  l: number;
  wide: boolean;
}

/** Updates handed over at once: 16-bit transients below this cannot leave 16 bits within one batch. */
const BATCH = 16_384;
/** Above this many entries, 32-bit partial sums of 16-bit magnitudes could overflow. */
const NARROW_ENTRIES = 131_072;
const COUNTERS_BYTES = 48;

export const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** 64-bit words of a row of bits. */
export const wordsPerRow = (synapseCount: number): number => Math.ceil(synapseCount / 64);

/** Bytes the kernel needs for P patterns of N inputs, most of them for the Gram matrix. */
export function integerKernelBytes(inputCount: number, patternCount: number): number {
  const stride = roundUp(inputCount + 1, 16);
  return patternCount * (2 * roundUp(patternCount, 8) + 2 * stride + stride / 8 + 16);
}

/** Arrays of the trajectory in the kernel's memory. */
const arrays = [
  "state",
  "rows",
  "bits",
  "margins",
  "deltas",
  "gram",
 
  "counts",
  "records",
  "weights",
] as const;

/** A trajectory of integer perceptron learning without decay, and the stores that keep it. */
export class IntegerPerceptron {
  private readonly memory = new KernelMemory();
  private readonly kernel: Exports;
  private readonly synapseCount: number;
  private readonly stride: number;
  private readonly patternCount: number;
  private readonly addresses: Record<(typeof arrays)[number], number>;
  private readonly batch: number;
  private readonly keepers: Keeper[];
  private readonly plain: boolean;
  private readonly tracksPersistent: boolean;

  /**
   * @param patterns P×N entries of ±1
   * @param targets P entries of ±1
   * @param cost what a persistent change counts as; `plain` where that is |Δl|
   */
  constructor(
    task: { inputCount: number; patternCount: number; patterns: Int8Array; targets: Int8Array },
    keptBy: readonly KeptBy[],
    cost: { plain: boolean; tracksPersistent: boolean; sizeOf: (change: number) => number },
  ) {
    const { inputCount, patternCount, patterns, targets } = task;
    this.patternCount = patternCount;
    this.synapseCount = inputCount + 1;
    this.stride = roundUp(this.synapseCount, 16);
    this.plain = cost.plain;
    this.tracksPersistent = cost.tracksPersistent;
    // A margin changes by at most N + 1 an update, so that it stays in 32 bits over a batch that starts below 2³⁰.
    this.batch = Math.max(1, Math.min(BATCH, Math.floor(2 ** 30 / this.synapseCount)));

    const { memory } = this;
    const words = wordsPerRow(this.synapseCount);
    const patternsAt = memory.reserve(patterns.length);
    const targetsAt = memory.reserve(targets.length);
    this.addresses = {
      state: memory.reserve(24),
      rows: memory.reserve(patternCount * this.stride),
      bits: memory.reserve(roundUp(patternCount, 4) * words * 8),
      margins: memory.reserve(roundUp(patternCount, 8) * 4),
      deltas: memory.reserve(roundUp(patternCount, 8) * 2),
      gram: memory.reserve(roundUp(patternCount, 4) * this.gramStride),
      counts: memory.reserve(patternCount * 4),
      records: memory.reserve(this.batch * 8),
      weights: memory.reserve(this.stride * 4),
    };
    this.keepers = keptBy.map((kept) => ({
      ...kept,
      counters: memory.reserve(COUNTERS_BYTES),
      s: memory.reserve(this.stride * 4),
      l: memory.reserve(this.stride * 4),
      wide: this.stride > NARROW_ENTRIES,
    }));
    this.kernel = instantiate<Exports>(kernel, memory, { sizeOf: cost.sizeOf });

    new Int8Array(memory.memory.buffer, patternsAt, patterns.length).set(patterns);
    new Int8Array(memory.memory.buffer, targetsAt, targets.length).set(targets);
    const { rows, bits, gram } = this.addresses;
    this.kernel.signRows(patternsAt, targetsAt, patternCount, inputCount, rows, this.stride);
    this.kernel.packBits(rows, this.stride, patternCount, bits, words);
    this.kernel.fillGram(bits, words, patternCount, roundUp(patternCount, 4), this.synapseCount, gram, this.gramStride);
  }

  private get gramStride(): number {
    return 2 * roundUp(this.patternCount, 8);
  }

  private get state() {
    const [row, errors, epochCount, ended, gap, lastErrors] = new Int32Array(
      this.memory.memory.buffer,
      this.addresses.state,
      6,
    );
    return { row: row!, errors: errors!, epochCount: epochCount!, ended: ended!, gap: gap!, lastErrors: lastErrors! };
  }

  /**
   * Learns until the end of an epoch (`byEpoch`) or of learning, and lets every store keep what happens.
   *
   * @returns the updates since the last call, the epochs so far, the updates of the last of them, and whether it has ended
   */
  learn(maxEpochs: number, byEpoch: boolean) {
    const { margins, deltas, gram, counts, records, state } = this.addresses;
    let updateCount = 0;
    for (;;) {
      if (this.kernel.largest32(margins, roundUp(this.patternCount, 8)) >= 2 ** 30) {
        throw new Error("A margin has outgrown 32 bits in the fast engine; use --engine reference.");
      }
      const before = this.state.epochCount;
      const recordCount = this.kernel.learn(
        state,
        margins,
        deltas,
        gram,
        this.gramStride,
        counts,
        this.patternCount,
        this.synapseCount,
        maxEpochs,
        byEpoch,
        records,
        this.batch,
      );
      updateCount += recordCount;
      for (const keeper of this.keepers) this.replay(keeper, recordCount);
      const { epochCount, ended, lastErrors } = this.state;
      if (ended !== 0 || (byEpoch && epochCount > before)) {
        return { updateCount, epochCount, errorCount: lastErrors, converged: ended === 1, ended: ended !== 0 };
      }
    }
  }

  private replay(keeper: Keeper, recordCount: number): void {
    if (!keeper.wide && this.kernel.largest16(keeper.s, this.stride) >= 2 ** 15 - BATCH) this.widen(keeper);
    const replay = keeper.wide ? this.kernel.replay32 : this.kernel.replay16;
    const { counters, s, l, group, threshold } = keeper;
    const { records, rows } = this.addresses;
    const { plain, tracksPersistent, stride, synapseCount } = this;
    replay(counters, s, l, group, threshold, plain, tracksPersistent, records, recordCount, rows, stride, synapseCount);
  }

  /** Transients that come near the end of 16 bits go on in 32. */
  private widen(keeper: Keeper): void {
    const values = Int32Array.from(this.transient(keeper));
    new Int32Array(this.memory.memory.buffer, keeper.s, this.stride).fill(0).set(values);
    keeper.wide = true;
  }

  private transient({ s, wide }: Keeper): Int16Array | Int32Array {
    const { buffer } = this.memory.memory;
    return wide ? new Int32Array(buffer, s, this.synapseCount) : new Int16Array(buffer, s, this.synapseCount);
  }

  /** What store k has counted up to now, the time since the last update included, and its transient weights. */
  kept(k: number): { counters: Counters; transient: Int16Array | Int32Array } {
    const keeper = this.keepers[k]!;
    const [norm, held, consolidated, changed, persistentNorm, persistentHeld] = new Float64Array(
      this.memory.memory.buffer,
      keeper.counters,
      6,
    ) as unknown as [number, number, number, number, number, number];
    const { gap } = this.state;
    return {
      counters: {
        norm,
        held: held + norm * gap,
        consolidated,
        changed,
        persistentNorm,
        persistentHeld: persistentHeld + persistentNorm * gap,
      },
      transient: this.transient(keeper),
    };
  }

  /** w now, the bias last; the same whatever the store. */
  weights(): Int32Array {
    const { counts, rows, weights } = this.addresses;
    new Int32Array(this.memory.memory.buffer, weights, this.stride).fill(0);
    this.kernel.sumWeights(counts, rows, this.stride, this.patternCount, weights);
    return new Int32Array(this.memory.memory.buffer, weights, this.synapseCount);
  }
}
