import { mean, standardError } from "../math/statistics.js";

/** Mean, standard error and number of a sample, under the names the tables use. */
export function summary(sample: readonly number[]): { mean: number; standardError: number | null } {
  return { mean: mean(sample), standardError: sample.length > 1 ? standardError(sample) : null };
}

/** Seeds 1 … n. */
export const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
