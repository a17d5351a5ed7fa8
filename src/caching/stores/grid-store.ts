import type { RandomStream } from "../../math/random.js";
import { check, checkRecord, isAtLeast, isFiniteNumber } from "../../schema/check.js";
import type { CachingStoreOptions } from "../store.js";
import type { WriteCounts } from "../writes/write-counts.js";
import { CachingStore } from "./caching-store.js";

/** Where a persistent part can be: the levels of a memory cell, in weight units. */
export interface DeviceGrid {
  /** ε: the distance between two levels. */
  granularity: number;
  /** The first and the last level. What a weight has beyond them stays in s. */
  lowest: number;
  highest: number;
  /** Standard deviation of where a write ends around its level, in levels; 0 writes exactly. */
  writeNoise: number;
  /** Drawn from once a write, where writes are not exact. */
  stream: RandomStream;
}

/** @throws UsageError for levels that are none */
function checkGrid(grid: DeviceGrid): void {
  checkRecord(grid, "grid", "Give granularity, lowest, highest, writeNoise and stream.");
  const { granularity, lowest, highest, writeNoise, stream } = grid;
  const isStep = isFiniteNumber(granularity) && granularity > 0;
  check(
    isStep,
    "grid.granularity",
    "a finite number > 0 (weight units)",
    granularity,
    "Give the distance of two levels.",
  );
  check(isFiniteNumber(lowest), "grid.lowest", "a finite number (weight units)", lowest, "Give the first level.");
  const isAbove = isFiniteNumber(highest) && highest >= lowest + granularity;
  check(isAbove, "grid.highest", "at least one level above the lowest", highest, "Give the last level.");
  const isNoise = isAtLeast(writeNoise, 0) && isFiniteNumber(writeNoise);
  check(isNoise, "grid.writeNoise", "a finite number ≥ 0 (levels)", writeNoise, "Use 0 to write exactly.");
  const isStream = typeof stream?.normal === "function";
  check(isStream, "grid.stream", "a stream of random numbers", stream, "Use randomStream of a seed.");
}

/**
 * Synaptic caching in front of cells that hold levels only. What is consolidated goes to the nearest level, and a synapse whose level
 * stays the same is not written. Where a write ends is read back, so that s = w − l keeps what the cell does not hold (the residue of
 * mixed-precision schemes, Nandakumar et al. 2020), and w is what it would be without a grid, as long as s does not decay.
 */
export class GridStore extends CachingStore {
  private readonly grid: DeviceGrid;
  /** Number of the level that every cell was last written to, from the lowest. */
  private readonly levels: Uint32Array;

  /** @throws UsageError for an option that is refused */
  constructor({ grid, ...options }: CachingStoreOptions & { grid: DeviceGrid }) {
    checkGrid(grid);
    super(options);
    this.grid = grid;
    this.levels = Uint32Array.from(this.weights, (weight) => this.nearest(weight));
    for (let i = 0; i < this.levels.length; i++) {
      this.persistent[i] = this.positionOf(this.levels[i]!);
      this.transient[i] = this.weights[i]! - this.persistent[i]!;
    }
    this.sumUp();
  }

  override residual(): number {
    let size = 0;
    for (let i = 0; i < this.weights.length; i++) {
      if (this.isDue(i))
        size += this.ledger.sizeOf(this.positionOf(this.nearest(this.weights[i]!)) - this.persistent[i]!);
    }
    return size;
  }

  override residualWrites(counts: WriteCounts): void {
    counts.writeGroups(
      Array.from(this.weights, (_, i) => Number(this.isDue(i))),
      this.boundaries,
    );
  }

  protected override countWrites(from: number, to: number): void {
    if (this.ledger.writes === undefined) return;
    this.ledger.writes.writeGroup(
      Array.from(this.weights, (_, i) => Number(i >= from && i < to && this.isDue(i))),
      from,
      to,
    );
  }

  protected override consolidateAll(from: number, to: number): void {
    let size = 0;
    for (let i = from; i < to; i++) if (this.isDue(i)) size += this.write(i, this.nearest(this.weights[i]!));
    this.ledger.consolidate(size);
  }

  protected override consolidateExcess(i: number, threshold: number): number {
    const excess = Math.abs(this.transient[i]!) - threshold;
    if (!(excess > 0)) return 0;
    const before = this.persistent[i]!;
    const level = this.nearest(before + Math.sign(this.transient[i]!) * excess);
    if (level === this.levels[i]) return 0;
    this.ledger.writes?.writeOne(i);
    this.ledger.consolidate(this.write(i, level));
    return Math.abs(this.persistent[i]! - before);
  }

  /** Whether consolidating a synapse would write it. */
  private isDue(i: number): boolean {
    return this.nearest(this.weights[i]!) !== this.levels[i];
  }

  private nearest(weight: number): number {
    const { granularity, lowest, highest } = this.grid;
    const last = Math.floor((highest - lowest) / granularity);
    return Math.min(last, Math.max(0, Math.round((weight - lowest) / granularity)));
  }

  private positionOf(level: number): number {
    return this.grid.lowest + level * this.grid.granularity;
  }

  /** Writes a cell and reads it back; returns the size of its change. */
  private write(i: number, level: number): number {
    const { granularity, writeNoise, stream } = this.grid;
    const before = this.persistent[i]!;
    const error = writeNoise === 0 ? 0 : writeNoise * granularity * stream.normal();
    this.levels[i] = level;
    this.persistent[i] = this.positionOf(level) + error;
    this.transient[i] = this.weights[i]! - this.persistent[i]!;
    this.persistentNorm += Math.abs(this.persistent[i]!) - Math.abs(before);
    return this.ledger.sizeOf(this.persistent[i]! - before);
  }
}
