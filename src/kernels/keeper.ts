import { type CacheCode, cacheCodes, FIXED_LAW, type KernelCache } from "./cache-codes.js";
import type { KernelMemory } from "./instantiate.js";
import { type Counters, upToNow } from "./layout.js";
import { KernelTable } from "./table.js";
import { counterNames } from "./tables/counters.js";
import { integerKeeperTable } from "./tables/integer-keeper.js";
import { tuningTable } from "./tables/tuning.js";
import { type KernelWrites, readWrites, reserveWrites } from "./writes.js";

/** Bytes of a transient weight. */
export type Width = 1 | 2 | 4;

const views = { 1: Int8Array, 2: Int16Array, 4: Int32Array } as const;

/** A store that keeps a trajectory of integers under one cache, in the memory of the kernel. */
export class Keeper {
  readonly code: CacheCode;
  readonly limit: number;
  /** Address of s, `stride` of them. */
  readonly transientAt: number;
  private currentWidth: Width;
  private readonly persistentAt: number;
  private readonly memory: KernelMemory;
  private readonly table: KernelTable<typeof integerKeeperTable.fields>;
  private readonly cache: KernelCache;
  private readonly tuning: KernelTable<typeof tuningTable.fields>;
  private readonly stride: number;
  /** Address of its writes; 0 where they are not counted. */
  private readonly writesAt: number;

  /** Reserves its memory; `write` is called once all of it is there. */
  constructor(memory: KernelMemory, cache: KernelCache, stride: number, width: Width, countsWrites: boolean) {
    const { code, limits } = cache;
    this.memory = memory;
    this.cache = cache;
    this.code = code;
    this.limit = limits[0]!;
    this.stride = stride;
    this.currentWidth = width;
    this.table = new KernelTable(memory, integerKeeperTable);
    this.tuning = new KernelTable(memory, tuningTable);
    this.transientAt = memory.reserve(stride * 4);
    this.persistentAt = memory.reserve(stride * 4);
    this.writesAt = countsWrites ? reserveWrites(memory, stride) : 0;
  }

  /** Address of its table. */
  get address(): number {
    return this.table.address;
  }

  get width(): Width {
    return this.currentWidth;
  }

  /** Σ|s| */
  get norm(): number {
    return this.table.read("norm").norm;
  }

  write(): void {
    const { code, limit, width, transientAt, persistentAt, cache, tuning } = this;
    const { law = FIXED_LAW, thresholds = [limit], period = 0 } = cache;
    const addresses = { transient: transientAt, persistent: persistentAt, writes: this.writesAt };
    this.table.write({ code, limit, width, ...addresses, tuning: tuning.address });
    const { kind, factor, cost, growthWindow = 0 } = law;
    tuning.write({ law: kind, factor, cost, growthWindow, unknown: 1, threshold: thresholds[0]!, period });
  }

  /** Whether it can consolidate at any update, so that no limit says when it may do so first. */
  get movesFromTheStart(): boolean {
    return this.cache.law !== undefined || this.code === cacheCodes.CLOCK;
  }

  /** θ as it has become, where it moves. */
  get movedThreshold(): number | undefined {
    return this.cache.law === undefined ? undefined : this.tuning.read("threshold").threshold;
  }

  /** Goes on from where another one stands. */
  takeOver(from: Keeper): void {
    this.currentWidth = from.width;
    this.table.write({ ...from.table.read(...counterNames), width: from.width });
    const bytes = new Uint8Array(this.memory.memory.buffer);
    bytes.copyWithin(this.transientAt, from.transientAt, from.transientAt + 4 * this.stride);
    bytes.copyWithin(this.persistentAt, from.persistentAt, from.persistentAt + 4 * this.stride);
  }

  /** Transients that come near the end of their range go on in twice as many bits. */
  widen(): void {
    const values = Int32Array.from(this.transient(this.stride));
    this.currentWidth = this.currentWidth === 1 ? 2 : 4;
    this.table.write({ width: this.currentWidth });
    new Uint8Array(this.memory.memory.buffer, this.transientAt, this.stride * 4).fill(0);
    this.transient(this.stride).set(values);
  }

  /** The first so many s. A view, valid until the next call. */
  transient(length: number): Int8Array | Int16Array | Int32Array {
    return new views[this.width](this.memory.memory.buffer, this.transientAt, length);
  }

  /** How often the first so many synapses have been written, where that is counted. */
  writes(length: number): KernelWrites | undefined {
    return this.writesAt === 0 ? undefined : readWrites(this.memory, this.writesAt, length);
  }

  /** What it has counted, `gap` time steps after the last update; a clock's has been brought up to date before. */
  counters(gap: number): Counters {
    if (this.code === cacheCodes.CLOCK) return this.table.read(...counterNames);
    return upToNow(this.table.read(...counterNames), gap, gap);
  }
}
