import { cacheCodes, type KernelCache } from "./cache-codes.js";
import type { KernelTask } from "./layout.js";

/**
 * Whether the margins are dot products: where synapses consolidate on their own while s decays, and where they keep their sign,
 * so that an update is not the whole pattern.
 */
export const needsWeights = ({ code, decayFactor }: KernelCache, keepsSigns: boolean): boolean =>
  keepsSigns || ((code === cacheCodes.SYNAPSE || code === cacheCodes.SYNAPSE_EXCESS) && decayFactor < 1);

/** Up to so many ±1 patterns the Gram matrix is there from the start. */
const SMALL = 2000;

/**
 * Epochs after which dot products have cost as much as the Gram matrix will.
 * - Real: up to P² dot products, where an epoch costs 2P of them.
 * - ±1: measured at N = 100 … 5000 and P = 1000 … 12 000, P/125·(1 + 1000/N) epochs. Up to 2000 patterns that is some 10 to 50 ms, and learning with decay takes as many epochs or more: the matrix is
 *   there from the start, unless `maxEpochs` says that it will not pay.
 */
export function epochsBeforeGram(
  { inputCount, patternCount }: Pick<KernelTask, "inputCount" | "patternCount">,
  { signs, maxEpochs }: { signs: boolean; maxEpochs: number },
): number {
  if (!signs) return Math.ceil(patternCount / 2);
  const breakEven = Math.ceil((patternCount / 125) * (1 + 1000 / inputCount));
  return patternCount <= SMALL && maxEpochs > breakEven ? 0 : breakEven;
}
