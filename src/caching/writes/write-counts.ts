import { check, isCount } from "../../schema/check.js";

/**
 * How often persistent weights were changed. A write is one change of l of one synapse by a trigger; consolidating what is left
 * in the end is one more for every synapse with s ≠ 0. An event is a group of synapses, that of the policy, which is
 * consolidated at one moment, however many of its synapses are written; without a cache each write is one.
 */
export class WriteCounts {
  /** Writes of every synapse, in the order of the weights. */
  readonly bySynapse: Uint32Array;
  eventCount = 0;

  /** @throws UsageError unless there is at least one synapse */
  constructor(synapseCount: number) {
    const remedy = "Give the number of synapses.";
    check(isCount(synapseCount, 1), "synapseCount", "an integer ≥ 1", synapseCount, remedy);
    this.bySynapse = new Uint32Array(synapseCount);
  }

  /** Writes of all synapses together. */
  get writeCount(): number {
    return this.bySynapse.reduce((sum, count) => sum + count, 0);
  }

  /** One synapse is written by itself. */
  writeOne(i: number): void {
    this.bySynapse[i]! += 1;
    this.eventCount += 1;
  }

  /** Every synapse of a group whose l is going to change by something is written; nothing happens where none is. */
  writeGroup(changes: ArrayLike<number>, from: number, to: number): void {
    let isEvent = false;
    for (let i = from; i < to; i++) {
      if (changes[i] === 0) continue;
      this.bySynapse[i]! += 1;
      isEvent = true;
    }
    if (isEvent) this.eventCount += 1;
  }

  /** The same of every group of a network; `boundaries` has the first synapse of each, and the end. */
  writeGroups(changes: ArrayLike<number>, boundaries: ArrayLike<number>): void {
    for (let g = 0; g + 1 < boundaries.length; g++) this.writeGroup(changes, boundaries[g]!, boundaries[g + 1]!);
  }

  /**
   * What a kernel has counted.
   *
   * @param isBySynapse whether each write is an event of its own, so that `eventCount` need not be
   */
  static counted(bySynapse: ArrayLike<number>, eventCount: number, isBySynapse: boolean): WriteCounts {
    const counts = new WriteCounts(bySynapse.length);
    counts.bySynapse.set(bySynapse);
    counts.eventCount = isBySynapse ? counts.writeCount : eventCount;
    return counts;
  }

  copy(): WriteCounts {
    return WriteCounts.counted(this.bySynapse, this.eventCount, false);
  }
}
