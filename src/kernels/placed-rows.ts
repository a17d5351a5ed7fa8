import type { KernelCache } from "./cache-codes.js";
import kernel from "./generated/perceptron-real.js";
import { needsWeights } from "./gram-timing.js";
import { instantiate, KernelMemory } from "./instantiate.js";
import { type KernelTask, paddedSynapses, roundUp, type SignRows, wordsPerRow } from "./layout.js";

/** What the compiled kernel exports; `assembly/perceptron-real.kernel.ts` documents each. */
interface Exports {
  signRows: SignRows;
  learn(problem: number, state: number): void;
}

/** What decides how patterns are laid out. */
interface RowOptions {
  cache: KernelCache;
  /** Whether the patterns are ±1 throughout. */
  signs: boolean;
  /** The sign that each synapse keeps, where they keep one. */
  synapseSigns?: Int8Array | undefined;
}

const byWeightsOf = ({ cache, synapseSigns }: RowOptions): boolean => needsWeights(cache, synapseSigns !== undefined);

/**
 * The patterns of a task in the memory of a kernel, y_p·x_p row by row, and the matrix of their products once it is there. They are
 * the same whatever θ, c and τ are, so that runs on one task can have them one after the other.
 */
export class PlacedRows {
  readonly memory = new KernelMemory();
  readonly kernel: Exports;
  readonly addresses;
  private readonly task: KernelTask;
  private readonly signs: boolean;
  private readonly byWeights: boolean;
  private readonly end: number;
  private sizeOf: (change: number) => number = (change) => change;

  constructor(task: KernelTask, options: RowOptions) {
    const { memory } = this;
    const { inputCount, patternCount } = task;
    this.task = task;
    this.signs = options.signs;
    this.byWeights = byWeightsOf(options);
    const stride = paddedSynapses(inputCount) * (this.signs ? 1 : 8);
    const gramStride = roundUp(patternCount, 8) * (this.signs ? 2 : 8);
    const words = wordsPerRow(inputCount);
    this.addresses = {
      rows: memory.reserve(patternCount * stride),
      stride,
      gram: this.byWeights ? 0 : memory.reserve(roundUp(patternCount, 4) * gramStride),
      gramStride,
      filled: memory.reserve(patternCount),
      rowNorms: memory.reserve(patternCount * 8),
      rowLargest: memory.reserve(patternCount * 8),
      bits: this.signs && !this.byWeights ? memory.reserve(roundUp(patternCount, 4) * words * 8) : 0,
      words,
      largestChange: memory.reserve(paddedSynapses(inputCount) * 8),
    };
    this.end = memory.mark;
    const sizeOf = (change: number): number => this.sizeOf(change);
    this.kernel = instantiate<Exports>(kernel, memory, { sizeOf });
    if (this.signs) this.signIntegers();
    else this.signReals();
  }

  /** Whether a run on this task with these options has its patterns in the same places. */
  fits(task: KernelTask, options: RowOptions): boolean {
    return task === this.task && options.signs === this.signs && byWeightsOf(options) === this.byWeights;
  }

  /**
   * Gives back all memory but that of the patterns, for the next run.
   *
   * @param sizeOf |Δl|^α of a persistent change, which the kernel asks for
   */
  clear(sizeOf: (change: number) => number): void {
    this.memory.rewind(this.end);
    this.sizeOf = sizeOf;
  }

  private doubles(field: "rows" | "rowNorms" | "rowLargest" | "largestChange", length: number): Float64Array {
    return new Float64Array(this.memory.memory.buffer, this.addresses[field], length);
  }

  private signIntegers(): void {
    const { memory, addresses } = this;
    const { patternCount, inputCount, patterns, targets } = this.task;
    const from = { patterns: memory.reserve(patterns.length), targets: memory.reserve(patternCount) };
    const { buffer } = memory.memory;
    new Int8Array(buffer, from.patterns, patterns.length).set(patterns);
    new Int8Array(buffer, from.targets, patternCount).set(targets);
    this.kernel.signRows(from.patterns, from.targets, patternCount, inputCount, addresses.rows, addresses.stride);
    this.doubles("rowNorms", patternCount).fill(inputCount + 1);
    this.doubles("largestChange", inputCount + 1).fill(1);
  }

  private signReals(): void {
    const { inputCount, patternCount, patterns, targets } = this.task;
    const width = this.addresses.stride / 8;
    const rows = this.doubles("rows", patternCount * width);
    const norms = this.doubles("rowNorms", patternCount);
    const largest = this.doubles("rowLargest", patternCount).fill(1);
    const changes = this.doubles("largestChange", inputCount + 1);
    changes[inputCount] = 1;
    for (let p = 0; p < patternCount; p++) {
      for (let i = 0; i < inputCount; i++) {
        const entry = targets[p]! * patterns[p * inputCount + i]!;
        rows[p * width + i] = entry;
        const magnitude = Math.abs(entry);
        norms[p]! += magnitude;
        if (magnitude > largest[p]!) largest[p] = magnitude;
        if (magnitude > changes[i]!) changes[i] = magnitude;
      }
      rows[p * width + inputCount] = targets[p]!;
      norms[p]! += 1;
    }
  }
}
