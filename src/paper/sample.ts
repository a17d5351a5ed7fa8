import { mean, standardError } from "../math/statistics.js";

/** Mean and standard error of a sample; null where the sample is too small for them. */
export function summary(sample: readonly number[]): { mean: number | null; standardError: number | null } {
  return {
    mean: sample.length > 0 ? mean(sample) : null,
    standardError: sample.length > 1 ? standardError(sample) : null,
  };
}

/** "1 seed", "3 seeds". */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** "20 seeds, all converged", or "the 18 of 20 seeds that converged": whose mean it is. */
export const convergedInWords = (convergedCount: number, seedCount: number): string =>
  convergedCount === seedCount
    ? `${counted(seedCount, "seed")}, all converged`
    : `the ${convergedCount} of ${counted(seedCount, "seed")} that converged`;

/** Seeds 1 … n. */
export const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
