import { cacheCodes, type KernelCache } from "./cache-codes.js";
import type { KernelMemory } from "./instantiate.js";
import { Keeper, type Width } from "./keeper.js";

/** Entries up to which the kernel's partial sums of magnitudes in 8 and in 16 bits cannot overflow. */
const NARROW_ENTRIES = { 1: 4064, 2: 131_072 } as const;
/** Bytes of patterns that stay in the nearest cache while several stores keep the same updates one after the other. */
const SLICE_BYTES = 32_768;
/** The kernel takes four updates at a time; few enough that transients in 8 bits have room for all of them. */
export const SLICE = { least: 4, most: 64 };
/** Largest integer of so many bytes. */
const RANGE = { 1: 127, 2: 32_767, 4: 2_147_483_647 } as const;

/** What the kernel does for stores; `assembly/perceptron-integer.kernel.ts` documents each. */
export interface KeeperKernel {
  replay(problem: number, keeper: number, records: number, recordCount: number): void;
  passTime(problem: number, keeper: number, gap: number): void;
  largest(values: number, length: number, width: number): number;
}

/** The narrowest transients whose sums of magnitudes the kernel can take. */
function firstWidth(stride: number): Width {
  if (stride > NARROW_ENTRIES[2]) return 4;
  return stride > NARROW_ENTRIES[1] ? 2 : 1;
}

/** The stores that keep one trajectory, and the records of which they are told. */
export class Keepers {
  /** Never consolidates. */
  private readonly unconsolidated: Keeper;
  /** In the order in which they were asked for. */
  private readonly all: Keeper[];
  /** Those that have not consolidated anything yet; they are all alike, and `unconsolidated` stands for them. */
  private readonly alike: Set<Keeper>;
  private readonly apart: Keeper[];
  private readonly stride: number;
  private readonly synapseCount: number;

  /** Reserves their memory; `write` is called once all of it is there. */
  constructor(
    memory: KernelMemory,
    caches: readonly KernelCache[],
    stride: number,
    synapseCount: number,
    countsWrites: boolean,
  ) {
    this.stride = stride;
    this.synapseCount = synapseCount;
    const create = (cache: KernelCache): Keeper => new Keeper(memory, cache, stride, firstWidth(stride), countsWrites);
    const never: KernelCache = {
      code: cacheCodes.NEURON_BY_LARGEST,
      limits: [Number.POSITIVE_INFINITY],
      decayFactor: 1,
    };
    this.unconsolidated = create(never);
    this.all = caches.map(create);
    this.alike = new Set(this.all.filter((keeper) => !keeper.movesFromTheStart));
    this.apart = this.all.filter((keeper) => keeper.movesFromTheStart);
  }

  write(): void {
    for (const keeper of [this.unconsolidated, ...this.all]) keeper.write();
  }

  /** Lets every store keep the recorded updates, a slice of them at a time. */
  replay(kernel: KeeperKernel, problem: number, records: number, recordCount: number): void {
    const slice = Math.min(SLICE.most, Math.max(SLICE.least, 4 * Math.floor(SLICE_BYTES / this.stride / 4)));
    for (let first = 0; first < recordCount; first += slice) {
      const length = Math.min(slice, recordCount - first);
      this.separate(kernel, length);
      for (const keeper of this.alike.size > 0 ? [this.unconsolidated, ...this.apart] : this.apart) {
        while (!this.fits(kernel, keeper, length)) keeper.widen();
        kernel.replay(problem, keeper.address, records + first * 8, length);
      }
    }
  }

  /** Whether transients stay in range over so many updates: a limit on each |s| keeps it within the limit + 1. */
  private fits(kernel: KeeperKernel, { transientAt, width, code, limit }: Keeper, updateCount: number): boolean {
    const range = RANGE[width];
    if (code !== cacheCodes.NEURON_BY_SUM && code !== cacheCodes.CLOCK && limit < range) return true;
    return kernel.largest(transientAt, this.stride, width) + updateCount <= range;
  }

  /** Stores that may consolidate for the first time within so many updates get transients of their own. */
  private separate(kernel: KeeperKernel, updateCount: number): void {
    if (this.alike.size === 0) return;
    const { transientAt, width, norm } = this.unconsolidated;
    const largest = kernel.largest(transientAt, this.stride, width) + updateCount;
    const sum = norm + updateCount * this.synapseCount;
    for (const keeper of this.alike) {
      if ((keeper.code === cacheCodes.NEURON_BY_SUM ? sum : largest) <= keeper.limit) continue;
      keeper.takeOver(this.unconsolidated);
      this.alike.delete(keeper);
      this.apart.push(keeper);
    }
  }

  /** The store that was asked for as number k. */
  at(k: number): Keeper {
    const own = this.all[k]!;
    return this.alike.has(own) ? this.unconsolidated : own;
  }
}
