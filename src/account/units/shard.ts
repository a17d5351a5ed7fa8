import { UsageError } from "../../schema/usage-error.js";
import type { Picked } from "./blocks.js";
import type { Units } from "./units.js";

/** One of several parts that together are all units; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const plural = { synapse: "synapses", neuron: "neurons", layer: "layers" } as const;

/**
 * The units of a part: parts differ by one unit at most.
 *
 * @throws UsageError for more parts than there are units
 */
export function shardOf({ kind, count }: Units, shard: Shard | null): Picked {
  if (shard === null) return { from: 0, to: count };
  if (shard.count > count) {
    throw new UsageError(
      `--shard must be of at most ${count} parts, got ${shard.count}: there are ${count} ${plural[kind]}, and the policy needs whole ones. ` +
        "Use fewer parts.",
    );
  }
  const boundary = (k: number): number => Number((BigInt(count) * BigInt(k)) / BigInt(shard.count));
  return { from: boundary(shard.index - 1), to: boundary(shard.index) };
}
