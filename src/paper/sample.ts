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

/** Seeds 1 … n. */
export const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
