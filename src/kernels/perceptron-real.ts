import { cacheCodes, type KernelCache } from "./cache-codes.js";
import kernel from "./generated/perceptron-real.js";
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

interface Exports {
  signRows(
    patterns: number,
    targets: number,
    patternCount: number,
    inputCount: number,
    rows: number,
    stride: number,
  ): void;
  learn(problem: number, state: number): void;
}

/** Offsets of the doubles and of the fields of `problem`, in the order of the kernel's table. */
const STATE_BYTES = 120;
const DECAYED_NORM = 112;
const PROBLEM_FIELDS = [
  "patternCount",
  "synapseCount",
  "rows",
  "stride",
  "integer",
  "gram",
  "gramStride",
  "filled",
  "transient",
  "persistent",
  "marginsS",
  "marginsL",
  "decay",
  "series",
  "rowNorms",
  "decays",
  "maxEpochs",
  "code",
  "plain",
  "byEpoch",
  "gramFrom",
  "rowLargest",
  "bits",
  "words",
  "stepwise",
  "decayed",
  "largestChange",
] as const;
const PROBLEM_BYTES = 120;
/** Offset of the only double among them, behind the integers. */
const LIMIT = 112;

/** By how much s, and what l has had from it, can be off where s does not decay stepwise, relative (the kernel's own constant). */
const UNCERTAINTY = 1e-13;

/** Sizes and addresses; what |s| or Σ|s| has to exceed follows as a double. */
type Problem = Record<(typeof PROBLEM_FIELDS)[number], number>;

export interface RealOptions extends KernelCost {
  cache: KernelCache;
  /** Whether the patterns are ±1 throughout. */
  signs: boolean;
  /** Let s decay in the very steps of the reference engine, which takes longer; also done where rounding is known to matter. */
  stepwise: boolean;
  maxEpochs: number;
  /** Return at the end of every epoch. */
  byEpoch: boolean;
}

/** Whether patterns are ±1 throughout, so that bits can stand for them. */
export function areSigns(patterns: Int8Array | Float64Array): boolean {
  if (!(patterns instanceof Int8Array)) return false;
  const aligned = patterns.byteOffset % 4 === 0 ? patterns.length >> 2 : 0;
  const words = new Int32Array(patterns.buffer, aligned > 0 ? patterns.byteOffset : 0, aligned);
  for (let i = 0; i < aligned; i++) {
    // Four entries at once: the sign bit of each says whether its byte must be 0xff or 0x01.
    const negative = (words[i]! >>> 7) & 0x01010101;
    if (words[i] !== (0x01010101 | Math.imul(negative, 0xfe))) return false;
  }
  for (let i = 4 * aligned; i < patterns.length; i++) if (patterns[i]! * patterns[i]! !== 1) return false;
  return true;
}

/** Whether the margins are dot products: where synapses consolidate on their own while s decays. */
const needsWeights = ({ code, decayFactor }: KernelCache): boolean => code === cacheCodes.SYNAPSE && decayFactor < 1;

/** Up to so many ±1 patterns the Gram matrix is there from the start. */
const SMALL = 2000;

/**
 * Epochs after which dot products have cost as much as the Gram matrix will.
 * - Real: up to P² dot products, where an epoch costs 2P of them.
 * - ±1: measured at N = 100 … 5000 and P = 1000 … 12 000, P/125·(1 + 1000/N) epochs. Up to 2000 patterns that is some 10 to 50 ms, and learning with decay takes as many epochs or more: the matrix is
 *   there from the start, unless `maxEpochs` says that it will not pay.
 */
function epochsBeforeGram(
  { inputCount, patternCount }: Pick<KernelTask, "inputCount" | "patternCount">,
  { signs, maxEpochs }: Pick<RealOptions, "signs" | "maxEpochs">,
): number {
  if (!signs) return Math.ceil(patternCount / 2);
  const breakEven = Math.ceil((patternCount / 125) * (1 + 1000 / inputCount));
  return patternCount <= SMALL && maxEpochs > breakEven ? 0 : breakEven;
}

/** Bytes the kernel needs, most of them for the Gram matrix where there is one. */
export function realKernelBytes(
  { inputCount, patternCount }: Pick<KernelTask, "inputCount" | "patternCount">,
  options: Pick<RealOptions, "cache" | "signs">,
): number {
  const entryBytes = options.signs ? 1 : 8;
  const gramBytes = needsWeights(options.cache)
    ? 0
    : patternCount * roundUp(patternCount, 8) * (entryBytes === 1 ? 2 : 8);
  return gramBytes + patternCount * (paddedSynapses(inputCount) * (entryBytes + 1.2) + 80) + inputCount * 16;
}

/** Addresses that are used once, to sign ±1 patterns. */
interface Scratch {
  patterns: number;
  targets: number;
}

/**
 * Whether the rounding of e^{−k/τ} can decide: s then decays step by step, as in the reference engine.
 * - So near 1, weights that cancel leave no more of each other than the decay in between, 1/τ, or (1/τ)² where that cancels
 *   too. Beyond τ = 10⁷ even the first is no more than 10⁹ roundings.
 * - So near 0, numbers of 10⁻³⁰⁸ lose their digits. k is 2P at most.
 */
function needsSteps(decayFactor: number, patternCount: number): boolean {
  if (decayFactor === 1) return false;
  return 1 - decayFactor < 1e-7 || decayFactor ** (2 * patternCount + 1) < 1e-280;
}

/** Powers of the decay factor and their running sums, for 0 … length − 1 steps. */
function fillDecayTables(decayFactor: number, decay: Float64Array, series: Float64Array): void {
  let power = 1;
  let sum = 0;
  for (let k = 0; k < decay.length; k++) {
    decay[k] = power;
    series[k] = sum;
    power *= decayFactor;
    sum += power;
  }
}

/** Perceptron learning in double precision under one policy and threshold. */
export class RealPerceptron {
  private readonly memory = new KernelMemory();
  private readonly kernel: Exports;
  private readonly problem: Problem;
  private readonly problemAt: number;
  private readonly stateAt: number;

  constructor(task: KernelTask, options: RealOptions) {
    const { inputCount, patternCount, patterns } = task;
    const integer = options.signs;
    const synapseCount = inputCount + 1;
    const { code, limits, decayFactor } = options.cache;
    const decays = decayFactor < 1;
    const stepwise = options.stepwise || needsSteps(decayFactor, patternCount);
    const byWeights = needsWeights(options.cache);
    const stride = paddedSynapses(inputCount) * (integer ? 1 : 8);
    const gramStride = roundUp(patternCount, 8) * (integer ? 2 : 8);
    const length = paddedSynapses(inputCount) * 8;
    const { memory } = this;
    this.stateAt = memory.reserve(STATE_BYTES);
    this.problemAt = memory.reserve(PROBLEM_BYTES);
    const steps = 2 * patternCount + 2;
    const words = wordsPerRow(inputCount);
    this.problem = {
      patternCount,
      synapseCount,
      rows: memory.reserve(patternCount * stride),
      stride,
      integer: Number(integer),
      gram: byWeights ? 0 : memory.reserve(roundUp(patternCount, 4) * gramStride),
      gramStride,
      filled: memory.reserve(patternCount),
      transient: memory.reserve(length),
      persistent: memory.reserve(length),
      marginsS: memory.reserve(roundUp(patternCount, 8) * 8),
      marginsL: memory.reserve(roundUp(patternCount, 8) * 8),
      decay: memory.reserve(steps * 8),
      series: memory.reserve(steps * 8),
      rowNorms: memory.reserve(patternCount * 8),
      decays: Number(decays),
      maxEpochs: options.maxEpochs,
      code,
      plain: Number(options.plain),
      byEpoch: Number(options.byEpoch),
      gramFrom: byWeights ? -1 : epochsBeforeGram(task, options),
      rowLargest: memory.reserve(patternCount * 8),
      bits: integer && !byWeights ? memory.reserve(roundUp(patternCount, 4) * words * 8) : 0,
      words,
      stepwise: Number(stepwise),
      decayed: decays && !stepwise ? memory.reserve(length) : 0,
      largestChange: memory.reserve(length),
    };
    const scratch = integer
      ? { patterns: memory.reserve(patterns.length), targets: memory.reserve(patternCount) }
      : null;
    this.kernel = instantiate<Exports>(kernel, memory, { sizeOf: options.sizeOf });

    this.writeProblem(limits[0]!);
    fillDecayTables(decayFactor, this.doubles("decay", steps), this.doubles("series", steps));
    if (scratch === null) this.signReals(task);
    else this.signIntegers(task, scratch);
    if (this.problem.decayed !== 0) {
      const changes = this.doubles("largestChange", synapseCount);
      new Float64Array(memory.memory.buffer, this.stateAt + DECAYED_NORM, 1)[0] = changes.reduce(
        (sum, x) => sum + x,
        0,
      );
    }
  }

  private doubles(field: keyof Problem, length: number): Float64Array {
    return new Float64Array(this.memory.memory.buffer, this.problem[field], length);
  }

  private writeProblem(limit: number): void {
    const { buffer } = this.memory.memory;
    new Int32Array(buffer, this.problemAt, PROBLEM_FIELDS.length).set(
      PROBLEM_FIELDS.map((field) => this.problem[field]),
    );
    new Float64Array(buffer, this.problemAt + LIMIT, 1)[0] = limit;
  }

  private signIntegers(task: KernelTask, scratch: Scratch): void {
    const { buffer } = this.memory.memory;
    const { patternCount, inputCount } = task;
    const { rows, stride, synapseCount } = this.problem;
    new Int8Array(buffer, scratch.patterns, task.patterns.length).set(task.patterns);
    new Int8Array(buffer, scratch.targets, patternCount).set(task.targets);
    this.kernel.signRows(scratch.patterns, scratch.targets, patternCount, inputCount, rows, stride);
    this.doubles("rowNorms", patternCount).fill(synapseCount);
    this.doubles("largestChange", synapseCount).fill(1);
  }

  private signReals({ inputCount, patternCount, patterns, targets }: KernelTask): void {
    const width = this.problem.stride / 8;
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

  /**
   * Learns until the end of an epoch or of learning, and says where it stands. `undecided` is where rounding would have to
   * decide: learning has to begin anew, stepwise.
   */
  learn() {
    this.kernel.learn(this.problemAt, this.stateAt);
    const [epochCount, ended, gap, errorCount] = this.integers();
    const updateCount = new Float64Array(this.memory.memory.buffer, this.stateAt + 16, 1)[0]!;
    return {
      epochCount: epochCount!,
      ended: ended !== 0,
      undecided: ended === 3,
      converged: ended === 1,
      gap: gap!,
      errorCount: errorCount!,
      updateCount,
    };
  }

  private integers(): Int32Array {
    return new Int32Array(this.memory.memory.buffer, this.stateAt, 4);
  }

  /** What has been counted, the time since the last update included. */
  counters(): Counters {
    const gap = this.integers()[2]!;
    const stored = new Float64Array(this.memory.memory.buffer, this.stateAt + 24, 6);
    return upToNow(stored, this.doubles("series", gap + 1)[gap]!, gap);
  }

  /** s now, decayed since the last update; the bias last. */
  transient(): Float64Array {
    const gap = this.integers()[2]!;
    const factor = this.doubles("decay", gap + 1)[gap]!;
    return this.doubles("transient", this.problem.synapseCount).map((s) => s * factor);
  }

  /**
   * Whether some w is no more than rounding, as s and l have cancelled, though they do not decay stepwise: a sum of |w|^α is
   * then off by more than a last digit where α is below 1.
   */
  hasCancelled(): boolean {
    if (this.problem.decayed === 0) return false;
    const { synapseCount } = this.problem;
    const [decayed, changes] = [this.doubles("decayed", synapseCount), this.doubles("largestChange", synapseCount)];
    const persistent = this.persistent();
    return this.transient().some((s, i) => {
      const gathered = (s === 0 ? 0 : Math.abs(s) + changes[i]!) + (decayed[i] === 0 ? 0 : decayed[i]! + changes[i]!);
      return gathered > 0 && Math.abs(s + persistent[i]!) <= UNCERTAINTY * gathered;
    });
  }

  /** l now; the bias last. A view, valid until the next call. */
  persistent(): Float64Array {
    return this.doubles("persistent", this.problem.synapseCount);
  }
}
