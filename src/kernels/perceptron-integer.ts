import { cacheCodes, type KernelCache } from "./cache-codes.js";
import kernel from "./generated/perceptron-integer.js";
import { instantiate, KernelMemory } from "./instantiate.js";
import {
  type Counters,
  type KernelCost,
  type KernelTask,
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
    code: number,
    limit: number,
    plain: boolean,
    tracksPersistent: boolean,
    records: number,
    recordCount: number,
    rows: number,
    stride: number,
    synapseCount: number,
  ): void;
  largest(values: number, length: number, width: number): number;
}

/** A store that keeps the trajectory, and where its arrays are. */
interface Keeper {
  code: KernelCache["code"];
  limit: number;
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
const SLICE_BYTES = 32_768;
/** The kernel takes four updates at a time; few enough that transients in 8 bits have room for all of them. */
const SLICE = { least: 4, most: 64 };
/** Largest integer of so many bytes. */
const RANGE = { 1: 127, 2: 32_767, 4: 2_147_483_647 } as const;
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
  /** Never consolidates. */
  private readonly unconsolidated: Keeper;
  /** In the order in which they were asked for. */
  private readonly keepers: Keeper[];
  /** Those that have not consolidated anything yet; they are all alike, and `unconsolidated` stands for them. */
  private readonly alike: Set<Keeper>;
  private readonly apart: Keeper[] = [];
  private readonly cost: KernelCost & { tracksPersistent: boolean };

  /** @param cost how changes are counted, and whether holding l costs anything so that Σ|l| is needed */
  constructor(
    task: KernelTask & { patterns: Int8Array },
    caches: readonly KernelCache[],
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
      // Behind the last pattern lies a row of zeros, for updates that change nothing.
      rows: memory.reserve((patternCount + 1) * this.stride),
      stride: this.stride,
      weights: memory.reserve(this.stride * 2),
      margins: memory.reserve(roundUp(patternCount, 16) * 4),
      deltas: memory.reserve(roundUp(patternCount, 8) * 2),
      bits: memory.reserve(roundUp(patternCount, 4) * words * 8),
      words,
      gram: memory.reserve(roundUp(patternCount, 4) * gramStride),
      gramStride,
      counts: memory.reserve(patternCount * 4),
      records: memory.reserve((batch + SLICE.least - 1) * 8),
      capacity: batch,
      maxEpochs: options.maxEpochs,
      byEpoch: Number(options.byEpoch),
      // An epoch of dot products costs P·N/8 vector steps, the Gram matrix P²·N/128 counts: as much as P/16 epochs.
      gramFrom: Math.ceil(patternCount / 16),
    };
    const fields = Object.values(this.problem);
    this.problemAt = memory.reserve(fields.length * 4);
    this.sums = memory.reserve(this.stride * 4);
    const createKeeper = ({ code, limits }: KernelCache): Keeper => ({
      code,
      limit: limits[0]!,
      counters: memory.reserve(COUNTERS_BYTES),
      s: memory.reserve(this.stride * 4),
      l: memory.reserve(this.stride * 4),
      width: this.firstWidth(),
    });
    this.unconsolidated = createKeeper({
      code: cacheCodes.NEURON_BY_LARGEST,
      limits: [Number.POSITIVE_INFINITY],
      decayFactor: 1,
    });
    this.keepers = caches.map(createKeeper);
    this.alike = new Set(this.keepers);
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
      if (this.kernel.largest(this.problem.margins!, roundUp(this.patternCount, 16), 4) >= 2 ** 30) {
        throw new Error('A margin has outgrown 32 bits in the fast engine. Use the engine "reference".');
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

  /** The narrowest transients whose sums of magnitudes the kernel can take. */
  private firstWidth(): Keeper["width"] {
    if (this.stride > NARROW_ENTRIES[2]) return 4;
    return this.stride > NARROW_ENTRIES[1] ? 2 : 1;
  }

  /** Whether transients stay in range over so many updates: a limit on each |s| keeps it within the limit + 1. */
  private fits({ s, width, code, limit }: Keeper, updateCount: number): boolean {
    const range = RANGE[width];
    if (code !== cacheCodes.NEURON_BY_SUM && limit < range) return true;
    return this.kernel.largest(s, this.stride, width) + updateCount <= range;
  }

  /** Lets every store keep the recorded updates, a slice of them at a time. */
  private replay(recordCount: number): void {
    const slice = Math.min(SLICE.most, Math.max(SLICE.least, 4 * Math.floor(SLICE_BYTES / this.stride / 4)));
    for (let first = 0; first < recordCount; first += slice) {
      const length = Math.min(slice, recordCount - first);
      this.separate(length);
      if (this.alike.size > 0) this.replaySlice(this.unconsolidated, first, length);
      for (const keeper of this.apart) this.replaySlice(keeper, first, length);
    }
  }

  /** Stores that may consolidate for the first time within so many updates get transients of their own. */
  private separate(updateCount: number): void {
    if (this.alike.size === 0) return;
    const { counters, s, l, width } = this.unconsolidated;
    const { buffer } = this.memory.memory;
    const largest = this.kernel.largest(s, this.stride, width) + updateCount;
    const norm = new Float64Array(buffer, counters, 1)[0]! + updateCount * this.synapseCount;
    for (const keeper of this.alike) {
      if ((keeper.code === cacheCodes.NEURON_BY_SUM ? norm : largest) <= keeper.limit) continue;
      const bytes = new Uint8Array(buffer);
      bytes.copyWithin(keeper.counters, counters, counters + COUNTERS_BYTES);
      bytes.copyWithin(keeper.s, s, s + 4 * this.stride);
      bytes.copyWithin(keeper.l, l, l + 4 * this.stride);
      keeper.width = width;
      this.alike.delete(keeper);
      this.apart.push(keeper);
    }
  }

  private replaySlice(keeper: Keeper, first: number, length: number): void {
    while (!this.fits(keeper, length)) this.widen(keeper);
    const { width, counters, s, l, code, limit } = keeper;
    const { plain, tracksPersistent } = this.cost;
    const from = this.problem.records! + first * 8;
    const { stride, synapseCount } = this;
    const rows = this.problem.rows!;
    this.kernel.replay(
      width,
      counters,
      s,
      l,
      code,
      limit,
      plain,
      tracksPersistent,
      from,
      length,
      rows,
      stride,
      synapseCount,
    );
  }

  /** Transients that come near the end of their range go on in twice as many bits. */
  private widen(keeper: Keeper): void {
    const values = Int32Array.from(this.transient(keeper));
    keeper.width = keeper.width === 1 ? 2 : 4;
    new Uint8Array(this.memory.memory.buffer, keeper.s, this.stride * 4).fill(0);
    this.transient(keeper).set(values);
  }

  private transient({ s, width }: Keeper): Int8Array | Int16Array | Int32Array {
    const View = { 1: Int8Array, 2: Int16Array, 4: Int32Array }[width];
    return new View(this.memory.memory.buffer, s, this.synapseCount);
  }

  /** What store k has counted up to now, and its transient weights, the bias last. */
  kept(k: number): { counters: Counters; transient: ArrayLike<number> } {
    const own = this.keepers[k]!;
    const keeper = this.alike.has(own) ? this.unconsolidated : own;
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
