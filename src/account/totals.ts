import type { EngineTally } from "../caching/ledger.js";
import { ExactSum } from "../math/exact-sum.js";
import type { Played, SumName } from "./players/player.js";

const names = ["consolidated", "transientHeld", "transientChanged", "persistentHeld", "minimal"] as const;

/** Numbers of writes that are counted in a list. */
const FEW = 4096;

/** Sums over units without rounding, so that no total depends on how synapses were divided. */
export class Totals {
  private readonly sums = Object.fromEntries(names.map((name) => [name, new ExactSum()])) as Record<SumName, ExactSum>;
  /** Synapses by how often they were written. */
  readonly synapsesByWrites = new Map<number, number>();
  synapseCount = 0;
  unitCount = 0;
  /** Consolidations of units, where they were counted apart from writes. */
  private events: number | null = null;
  private readonly thresholds: Float64Array[] = [];

  add({ tallies, writes, events, thresholds }: Played): void {
    for (const name of names) for (const value of tallies[name]) this.sums[name].add(value);
    // Most synapses are written a few times: these are counted in a list, which is quicker than a map.
    const few = new Float64Array(FEW);
    for (const count of writes) {
      if (count < FEW) few[count]! += 1;
      else this.addWrites(count, 1);
    }
    for (const [count, synapses] of few.entries()) if (synapses > 0) this.addWrites(count, synapses);
    this.synapseCount += writes.length;
    this.unitCount += tallies.consolidated.length;
    if (events !== undefined) this.addEvents(events.reduce((sum, count) => sum + count, 0));
    if (thresholds !== undefined) this.thresholds.push(thresholds);
  }

  private addEvents(count: number): void {
    this.events = (this.events ?? 0) + count;
  }

  private addWrites(count: number, synapses: number): void {
    this.synapsesByWrites.set(count, (this.synapsesByWrites.get(count) ?? 0) + synapses);
  }

  /** @param countsAll whether changes of s and what l holds were counted */
  tally(countsAll: boolean): EngineTally {
    const value = (name: SumName): number => this.sums[name].value;
    return {
      consolidated: value("consolidated"),
      transientHeld: value("transientHeld"),
      transientChanged: countsAll ? value("transientChanged") : null,
      persistentHeld: countsAll ? value("persistentHeld") : null,
      minimal: value("minimal"),
    };
  }

  /** Changes of l of all synapses together, and of the one with most. */
  get writes(): { writeCount: number; largestWriteCount: number } {
    let [writeCount, largestWriteCount] = [0, 0];
    for (const [count, synapses] of this.synapsesByWrites) {
      writeCount += count * synapses;
      largestWriteCount = Math.max(largestWriteCount, count);
    }
    return { writeCount, largestWriteCount };
  }

  /** Consolidations of groups: of single synapses each write is one. */
  get eventCount(): number {
    return this.events ?? this.writes.writeCount;
  }

  /** θ at the end where it tunes itself, of all synapses or units. */
  get foundThresholds(): Float64Array | null {
    if (this.thresholds.length === 0) return null;
    const found = new Float64Array(this.thresholds.reduce((size, { length }) => size + length, 0));
    let at = 0;
    for (const part of this.thresholds) {
      found.set(part, at);
      at += part.length;
    }
    return found;
  }

  /** As a document keeps it for others to be joined with. */
  get parts(): TotalParts {
    const sums = Object.fromEntries(
      names.map((name) => [name, this.sums[name].parts]),
    ) as unknown as TotalParts["sums"];
    const writes = [...this.synapsesByWrites].sort(([a], [b]) => a - b);
    return { unitCount: this.unitCount, sums, writes, ...(this.events === null ? {} : { eventCount: this.events }) };
  }

  /** Adds what another process has counted. */
  join({ unitCount, sums, writes, eventCount }: TotalParts): void {
    for (const name of names) for (const part of sums[name]) this.sums[name].add(part);
    for (const [count, synapses] of writes) {
      this.addWrites(count, synapses);
      this.synapseCount += synapses;
    }
    this.unitCount += unitCount;
    if (eventCount !== undefined) this.addEvents(eventCount);
  }
}

/** Totals in numbers that lose nothing. */
export interface TotalParts {
  readonly unitCount: number;
  readonly sums: Readonly<Record<SumName, readonly number[]>>;
  /** How often synapses were written, rising, each with how many there are. */
  readonly writes: readonly (readonly [count: number, synapses: number])[];
  /** Where a consolidation has a price and is of several synapses. */
  readonly eventCount?: number;
}
