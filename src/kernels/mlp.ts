import { UsageError } from "../schema/usage-error.js";
import { cacheCodes, type KernelCache } from "./cache-codes.js";
import mlpKernel from "./generated/mlp.js";
import { instantiate, KernelMemory } from "./instantiate.js";
import type { KernelCost } from "./layout.js";
import { KernelTable } from "./table.js";
import { mlpTable } from "./tables/mlp.js";
import { readWrites, reserveWrites } from "./writes.js";

/** What the compiled kernel exports; `assembly/mlp.kernel.ts` documents each. */
interface Exports {
  rowBytesOf(units: number): number;
  scratchBytesOf(pixels: number, units: number): number;
  describe(network: number): void;
  learn(images: number, labels: number, imageCount: number, first: number, count: number): void;
  measure(): void;
  countCorrect(images: number, labels: number, imageCount: number): number;
  consolidated: WebAssembly.Global<"f64">;
  sizes: WebAssembly.Global<"f64">;
  held: WebAssembly.Global<"f64">;
  changed: WebAssembly.Global<"f64">;
  persistentHeld: WebAssembly.Global<"f64">;
  residual: WebAssembly.Global<"f64">;
  distance: WebAssembly.Global<"f64">;
  scale: WebAssembly.Global<"f64">;
  unknown: WebAssembly.Global<"f64">;
  varianceScale: WebAssembly.Global<"f64">;
}

const OUTPUTS = 10;
const MEBIBYTE = 2 ** 20;
/** WebAssembly could address twice as much; this leaves room for what is not in the kernel. */
const LARGEST_MEMORY = 2048 * MEBIBYTE;

/** Bytes behind the images that the kernel reads, and ignores. */
const READ_AHEAD = 64;

/** Images of a byte a pixel, image after image, with a label 0 … 9 each. */
export interface KernelImages {
  imageCount: number;
  pixels: Uint8Array;
  labels: Uint8Array;
}

export interface MlpKernelOptions {
  pixelCount: number;
  hiddenCount: number;
  /** η */
  learningRate: number;
  /** The true gradient, or the hybrid. */
  exactGradient: boolean;
  /** A limit for the hidden layer and one for the outputs; where both are 0 every change is consolidated, as without caching. */
  cache: KernelCache;
  /** How persistent changes are counted. */
  cost: KernelCost;
  /** Whether Σ|Δs| and Σ|l| are counted. */
  countsAll: boolean;
  /** Whether the writes of every synapse are counted; not if it is not given. */
  countsWrites?: boolean;
  train: KernelImages;
  test: KernelImages;
}

/** What the network is worth and has cost, in weight units. */
export interface MlpKernelState {
  /** Test images that are classified correctly. */
  correctCount: number;
  /** Σ_t Σ|Δl|, or the sizes of all Δl, without what is still transient. */
  consolidated: number;
  /** Σ_t Σ|s| */
  held: number;
  /** Σ|Δs| of what was not consolidated at once; 0 unless it is counted. */
  changed: number;
  /** Σ_t Σ|l|; 0 unless it is counted. */
  persistentHeld: number;
  /** Σ|s|, or the sizes of all s. */
  residual: number;
  /** Σ|w − w(0)|, or the sizes of these. */
  distance: number;
}

/** A set of images in the memory of the kernel. */
interface PlacedImages {
  pixels: number;
  labels: number;
  imageCount: number;
}

/** A multilayer network in WebAssembly, with images to learn from and to test with, and a store. */
export class MlpKernel {
  private readonly memory = new KernelMemory();
  private readonly kernel: Exports;
  private readonly shape: Pick<MlpKernelOptions, "pixelCount" | "hiddenCount">;
  private readonly plain: boolean;
  private readonly rowBytes: number;
  private readonly initial: number;
  private readonly persistent: number;
  /** 0 without a cache. */
  private readonly transient: number;
  /** 0 unless θ moves. */
  private readonly variance: number;
  /** Address of the writes; 0 where they are not counted. */
  private readonly writesAt: number;
  /** θ over the deviation of changes, one a layer, where θ moves. */
  private readonly factors: readonly number[] | undefined;
  private readonly train: PlacedImages;
  private readonly test: PlacedImages;
  private nextImage = 0;

  /** @throws {UsageError} if that takes more memory than the kernel may have */
  constructor(options: MlpKernelOptions) {
    const { pixelCount, hiddenCount, learningRate, exactGradient, cache, cost, countsAll } = options;
    const { countsWrites = false } = options;
    const [hiddenLimit, outputLimit] = cache.limits as [number, number];
    // At limits of 0 and a period of 1 every change is consolidated in the step that made it: nothing is ever held, as without caching.
    const atOnce = (hiddenLimit === 0 && outputLimit === 0) || cache.period === 1;
    const code = atOnce ? cacheCodes.NONE : cache.code;
    const caches = code !== cacheCodes.NONE;
    const { memory } = this;
    const kernel = instantiate<Exports>(mlpKernel, memory, { sizeOf: cost.sizeOf });
    this.kernel = kernel;
    this.plain = cost.plain;
    this.shape = { pixelCount, hiddenCount };
    this.rowBytes = kernel.rowBytesOf(hiddenCount);
    const scratchBytes = kernel.scratchBytesOf(pixelCount, hiddenCount);
    const rowsBytes = (OUTPUTS + pixelCount + 1) * this.rowBytes;
    // Without transient parts there are none to keep, and l is w.
    const arrayCount = caches ? 4 : 2;
    // A threshold that is infinite whatever the changes are needs nothing to be learned of them.
    const moves = caches && cache.factors?.every((factor) => factor < Number.POSITIVE_INFINITY) === true;
    this.factors = moves ? cache.factors : undefined;
    checkMemory(options, scratchBytes + (arrayCount + Number(moves) + Number(countsWrites)) * rowsBytes);

    const table = new KernelTable(memory, mlpTable);
    const scratch = memory.reserve(scratchBytes);
    this.initial = memory.reserve(rowsBytes);
    this.persistent = memory.reserve(rowsBytes);
    const transient = caches ? memory.reserve(rowsBytes) : 0;
    this.transient = transient;
    this.variance = moves ? memory.reserve(rowsBytes) : 0;
    this.writesAt = countsWrites ? reserveWrites(memory, rowsBytes / 4) : 0;
    const weights = caches ? memory.reserve(rowsBytes) : this.persistent;
    this.train = this.place(options.train, pixelCount);
    this.test = this.place(options.test, pixelCount);
    table.fill({
      ...this.shape,
      exactGradient: Number(exactGradient),
      code,
      learningRate,
      hiddenLimit,
      outputLimit,
      decayFactor: cache.decayFactor,
      initial: this.initial,
      persistent: this.persistent,
      transient,
      weights,
      scratch,
      counts: Number(countsAll || !cost.plain),
      plain: Number(cost.plain),
      period: cache.period ?? Number.POSITIVE_INFINITY,
      hiddenFactor: this.factors?.[0] ?? 0,
      outputFactor: this.factors?.[1] ?? 0,
      variance: this.variance,
      writes: this.writesAt,
      group: cache.code,
    });
    kernel.describe(table.address);
  }

  /**
   * Sets w(0), all of it persistent; to be called once, before learning.
   *
   * @param weights hidden layer first, one row a unit, as the reference engine has them
   */
  setWeights(weights: Float64Array): void {
    const { pixelCount, hiddenCount } = this.shape;
    const rowLength = this.rowBytes / 4;
    const rows = new Float32Array(this.memory.memory.buffer, this.initial, (OUTPUTS + pixelCount) * rowLength);
    const hiddenSize = hiddenCount * pixelCount;
    for (let j = 0; j < hiddenCount; j++) {
      for (let k = 0; k < OUTPUTS; k++) rows[k * rowLength + j] = weights[hiddenSize + k * hiddenCount + j]!;
      for (let i = 0; i < pixelCount; i++) rows[(OUTPUTS + i) * rowLength + j] = weights[j * pixelCount + i]!;
    }
    new Float32Array(rows.buffer, this.persistent, rows.length).set(rows);
  }

  /**
   * What has been written up to now: events, and the writes of every synapse, as if all of s were written at this moment; undefined
   * where they are not counted.
   *
   * @returns synapses in the order of `setWeights`, with those of which s is not 0
   */
  writes(): { eventCount: number; bySynapse: Uint32Array; hasTransient: Uint8Array } | undefined {
    if (this.writesAt === 0) return undefined;
    const { pixelCount, hiddenCount } = this.shape;
    const rowLength = this.rowBytes / 4;
    const { eventCount, counts } = readWrites(this.memory, this.writesAt, (OUTPUTS + pixelCount) * rowLength);
    const bySynapse = new Uint32Array((OUTPUTS + pixelCount) * hiddenCount);
    const hasTransient = new Uint8Array(bySynapse.length);
    for (let row = 0; row < OUTPUTS + pixelCount; row++) {
      const s = this.transient === 0 ? undefined : this.rowAt(this.transient, row);
      for (let j = 0; j < hiddenCount; j++) {
        const to = row < OUTPUTS ? hiddenCount * pixelCount + row * hiddenCount + j : j * pixelCount + row - OUTPUTS;
        bySynapse[to] = counts[row * rowLength + j]!;
        hasTransient[to] = Number(s !== undefined && s[j] !== 0);
      }
    }
    return { eventCount, bySynapse, hasTransient };
  }

  /** Presents the next `count` images, in their order, over and over. */
  learn(count: number): void {
    const { pixels, labels, imageCount } = this.train;
    this.kernel.learn(pixels, labels, imageCount, this.nextImage, count);
    this.nextImage = (this.nextImage + count) % imageCount;
  }

  /** Tests the network on all test images. Learning goes on as if it had not been tested. */
  evaluate(): MlpKernelState {
    const { kernel, test } = this;
    kernel.measure();
    const correctCount = kernel.countCorrect(test.pixels, test.labels, test.imageCount);
    const { consolidated, sizes, held, changed, persistentHeld, residual, distance } = kernel;
    return {
      correctCount,
      consolidated: (this.plain ? consolidated : sizes).value,
      held: held.value,
      changed: changed.value,
      persistentHeld: persistentHeld.value,
      residual: residual.value,
      distance: distance.value,
    };
  }

  /**
   * w of the synapses of all hidden units to one output, a row from 0 to 9, or from one pixel, a row of 10 + i.
   *
   * @param into as long as there are hidden units
   */
  readRow(row: number, into: Float64Array): void {
    const l = this.rowAt(this.persistent, row);
    if (this.transient === 0) {
      into.set(l);
      return;
    }
    const s = this.rowAt(this.transient, row);
    const scale = this.kernel.scale.value;
    for (let j = 0; j < into.length; j++) into[j] = l[j]! + scale * s[j]!;
  }

  /** θ of every synapse as it is now, where it tunes itself; all are infinite where they are whatever the changes are. */
  thresholds(): Float64Array {
    const { pixelCount, hiddenCount } = this.shape;
    const thresholds = new Float64Array((OUTPUTS + pixelCount) * hiddenCount).fill(Number.POSITIVE_INFINITY);
    if (this.factors === undefined) return thresholds;
    const { unknown, varianceScale } = this.kernel;
    const unit = varianceScale.value / (1 - unknown.value);
    for (let row = 0; row < OUTPUTS + pixelCount; row++) {
      const factor = this.factors[row < OUTPUTS ? 1 : 0]!;
      const variances = this.rowAt(this.variance, row);
      for (let j = 0; j < hiddenCount; j++)
        thresholds[row * hiddenCount + j] = factor * Math.sqrt(unit * variances[j]!);
    }
    return thresholds;
  }

  /** A row of an array of rows. */
  private rowAt(array: number, row: number): Float32Array {
    return new Float32Array(this.memory.memory.buffer, array + row * this.rowBytes, this.shape.hiddenCount);
  }

  private place({ imageCount, pixels, labels }: KernelImages, pixelCount: number): PlacedImages {
    const size = imageCount * pixelCount;
    const placed = {
      pixels: this.memory.reserve(size, READ_AHEAD),
      labels: this.memory.reserve(imageCount),
      imageCount,
    };
    // The view is made after the memory has grown for the last of them, because growing detaches older views.
    const bytes = new Uint8Array(this.memory.memory.buffer);
    bytes.set(pixels.subarray(0, size), placed.pixels);
    bytes.set(labels.subarray(0, imageCount), placed.labels);
    return placed;
  }
}

function checkMemory({ pixelCount, hiddenCount, train, test }: MlpKernelOptions, networkBytes: number): void {
  const imageCount = train.imageCount + test.imageCount;
  const bytes = networkBytes + imageCount * (pixelCount + 1);
  if (bytes <= LARGEST_MEMORY) return;
  const mebibytes = (size: number): string => `${Math.ceil(size / MEBIBYTE)} MiB`;
  throw new UsageError(
    `The network and its images must fit into ${mebibytes(LARGEST_MEMORY)}, got ${mebibytes(bytes)} ` +
      `(${hiddenCount} hidden units, ${pixelCount} pixels, ${imageCount} images). ` +
      'Use fewer hidden units, smaller images, or the engine "reference".',
  );
}
