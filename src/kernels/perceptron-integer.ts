import { cacheCodes, type KernelCache } from "./cache-codes.js";
import kernel from "./generated/perceptron-integer.js";
import { instantiate, KernelMemory } from "./instantiate.js";
import { type KeeperKernel, Keepers, SLICE } from "./keepers.js";
import { type Counters, type KernelTask, paddedSynapses, roundUp, type SignRows, wordsPerRow } from "./layout.js";
import { KernelTable } from "./table.js";
import { integerProblemTable } from "./tables/integer-problem.js";
import { integerStateTable } from "./tables/integer-state.js";
import type { KernelWrites } from "./writes.js";

/** What the compiled kernel exports; `assembly/perceptron-integer.kernel.ts` documents each. */
interface Exports extends KeeperKernel {
  signRows: SignRows;
  learn(problem: number, state: number): number;
  sumWeights(counts: number, rows: number, stride: number, patternCount: number, weights: number): void;
}

export interface IntegerOptions {
  /** Whether a change counts as |Δl|; otherwise `sizeOf` is asked. */
  plain: boolean;
  sizeOf: (change: number) => number;
  /** Whether holding l costs anything, so that Σ|l| is needed. */
  tracksPersistent: boolean;
  /** Whether the writes of every synapse are counted; not if it is not given. */
  countsWrites?: boolean;
  /** The margin that a pattern has to exceed to be right, an integer; 0 if it is not given. */
  required?: number;
  maxEpochs: number;
  /** Return at the end of every epoch. */
  byEpoch: boolean;
  /** Is told of every batch of updates. */
  onUpdates?: (updates: RecordedUpdates) => void;
}

/** Updates as they were recorded. Views, valid until the next call. */
export interface RecordedUpdates {
  count: number;
  /** Two numbers an update: its pattern, and the time steps since the update before. */
  records: Uint32Array;
  /** Signed patterns y_p = d_p x_p, `stride` entries each, the bias after the inputs. */
  rows: Int8Array;
  stride: number;
}

type Problem = Record<keyof typeof integerProblemTable.fields, number>;

/** Updates handed over at once: what is in 16 bits and below half their range cannot leave them within one batch. */
const BATCH = 16_383;

/** Bytes the kernel needs for P patterns of N inputs, most of them for the Gram matrix. */
export function integerKernelBytes(inputCount: number, patternCount: number): number {
  const stride = paddedSynapses(inputCount);
  return patternCount * (2 * roundUp(patternCount, 8) + 2 * stride + stride / 8 + 16);
}

/** Reserves the memory of a problem. */
function placeProblem(
  memory: KernelMemory,
  { inputCount, patternCount }: KernelTask,
  options: IntegerOptions,
): Problem {
  const synapseCount = inputCount + 1;
  const stride = paddedSynapses(inputCount);
  const words = wordsPerRow(inputCount);
  const gramStride = 2 * roundUp(patternCount, 8);
  // A margin changes by at most N + 1 an update, so that it stays in 32 bits over a batch that starts below 2³⁰.
  const capacity = Math.min(BATCH, Math.floor(2 ** 30 / synapseCount));
  return {
    patternCount,
    synapseCount,
    // Behind the last pattern lies a row of zeros, for updates that change nothing.
    rows: memory.reserve((patternCount + 1) * stride),
    stride,
    weights: memory.reserve(stride * 2),
    margins: memory.reserve(roundUp(patternCount, 16) * 4),
    deltas: memory.reserve(roundUp(patternCount, 8) * 2),
    bits: memory.reserve(roundUp(patternCount, 4) * words * 8),
    words,
    gram: memory.reserve(roundUp(patternCount, 4) * gramStride),
    gramStride,
    counts: memory.reserve(patternCount * 4),
    records: memory.reserve((capacity + SLICE.least - 1) * 8),
    capacity,
    maxEpochs: options.maxEpochs,
    byEpoch: Number(options.byEpoch),
    // An epoch of dot products costs P·N/8 vector steps, the Gram matrix P²·N/128 counts: as much as P/16 epochs.
    gramFrom: Math.ceil(patternCount / 16),
    plain: Number(options.plain),
    tracksPersistent: Number(options.tracksPersistent),
    required: options.required ?? 0,
  };
}

/** A trajectory of perceptron learning with ±1 patterns and without decay, and the stores that keep it. */
export class IntegerPerceptron {
  private readonly memory = new KernelMemory();
  private readonly kernel: Exports;
  private readonly problem: Problem;
  private readonly state = new KernelTable(this.memory, integerStateTable);
  private readonly problemTable = new KernelTable(this.memory, integerProblemTable);
  private readonly sums: number;
  private readonly keepers: Keepers;
  private readonly onUpdates: IntegerOptions["onUpdates"];

  /** @param caches under which the trajectory is kept; of each the limit of its one layer, and no decay */
  constructor(task: KernelTask & { patterns: Int8Array }, caches: readonly KernelCache[], options: IntegerOptions) {
    const { inputCount, patternCount } = task;
    const { memory } = this;
    this.problem = placeProblem(memory, task, options);
    this.onUpdates = options.onUpdates;
    const { stride, synapseCount, rows } = this.problem;
    this.sums = memory.reserve(stride * 4);
    this.keepers = new Keepers(memory, caches, stride, synapseCount, options.countsWrites === true);
    const patterns = memory.reserve(task.patterns.length);
    const targets = memory.reserve(patternCount);

    this.kernel = instantiate<Exports>(kernel, memory, { sizeOf: options.sizeOf });
    this.problemTable.fill(this.problem);
    this.keepers.write();
    const { buffer } = memory.memory;
    new Int8Array(buffer, patterns, task.patterns.length).set(task.patterns);
    new Int8Array(buffer, targets, patternCount).set(task.targets);
    this.kernel.signRows(patterns, targets, patternCount, inputCount, rows, stride);
  }

  /**
   * Learns until the end of an epoch (`byEpoch`) or of learning, and lets every store keep what happens.
   *
   * @returns the updates since the last call, the epochs so far, the updates of the last of them, and whether it has ended
   */
  learn() {
    const { kernel, problem, state, problemTable } = this;
    let updateCount = 0;
    for (;;) {
      if (kernel.largest(problem.margins, roundUp(problem.patternCount, 16), 4) >= 2 ** 30) {
        throw new Error('A margin has outgrown 32 bits in the fast engine. Use the engine "reference".');
      }
      const before = state.read("epochs");
      const recordCount = kernel.learn(problemTable.address, state.address);
      updateCount += recordCount;
      this.keepers.replay(kernel, problemTable.address, problem.records, recordCount);
      this.onUpdates?.(this.recorded(recordCount));
      const { epochs, ended, lastErrors, gap } = state.read("epochs", "ended", "lastErrors", "gap");
      if (ended !== 0 || (problem.byEpoch !== 0 && epochs > before.epochs)) {
        return {
          updateCount,
          epochCount: epochs,
          errorCount: lastErrors,
          converged: ended === 1,
          ended: ended !== 0,
          /** Time steps since the last update. */
          gap,
        };
      }
    }
  }

  private recorded(count: number): RecordedUpdates {
    const { records, rows, stride, patternCount } = this.problem;
    const { buffer } = this.memory.memory;
    return {
      count,
      records: new Uint32Array(buffer, records, 2 * count),
      rows: new Int8Array(buffer, rows, (patternCount + 1) * stride),
      stride,
    };
  }

  /** What store k has counted up to now, and its transient weights, the bias last. */
  kept(k: number): {
    counters: Counters;
    transient: ArrayLike<number>;
    movedThreshold: number | undefined;
    writes: KernelWrites | undefined;
  } {
    const keeper = this.keepers.at(k);
    const { gap } = this.state.read("gap");
    if (keeper.code === cacheCodes.CLOCK) this.kernel.passTime(this.problemTable.address, keeper.address, gap);
    return {
      counters: keeper.counters(gap),
      transient: keeper.transient(this.problem.synapseCount),
      movedThreshold: keeper.movedThreshold,
      writes: keeper.writes(this.problem.synapseCount),
    };
  }

  /** w now, the bias last; the same whatever the store. A view, valid until the next call. */
  weights(): Int32Array {
    const { counts, rows, stride, patternCount, synapseCount } = this.problem;
    new Int32Array(this.memory.memory.buffer, this.sums, stride).fill(0);
    this.kernel.sumWeights(counts, rows, stride, patternCount, this.sums);
    return new Int32Array(this.memory.memory.buffer, this.sums, synapseCount);
  }
}
