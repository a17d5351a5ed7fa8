import type { CacheSetting } from "../cache.js";
import { groupBoundaries, type LayerShape } from "../groups.js";
import { WriteCounts } from "./write-counts.js";

/**
 * The writes that a kernel has counted and, with s, those that consolidating all of it now would take.
 *
 * @param counted writes of every synapse, and events; where each synapse is a group of its own, events need not be counted
 * @param transient s, or anything that is 0 where s is; null for the writes up to now alone
 */
export function writesOfKernel(
  counted: { counts: ArrayLike<number>; eventCount: number },
  transient: ArrayLike<number> | null,
  layers: readonly LayerShape[],
  cache: CacheSetting | null,
): WriteCounts {
  const group = cache?.group ?? "synapse";
  const writes = WriteCounts.counted(counted.counts, counted.eventCount, group === "synapse");
  if (transient !== null) writes.writeGroups(transient, groupBoundaries(layers, group));
  return writes;
}
