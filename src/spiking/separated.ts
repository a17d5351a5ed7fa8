import type { AudioVisualPattern } from "./task.js";

/** Population mean and standard deviation: what is asked is about these patterns, not about others like them. */
function describe(sample: readonly number[]): { mean: number; sd: number } {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  return { mean, sd: Math.sqrt(sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / sample.length) };
}

/**
 * Whether the responses g·pattern of the two classes are apart: each within 2 standard deviations of the mean of its
 * class, and at least 5 of the other class's from the other mean, and not on it. With one class alone there is nothing
 * to be apart from.
 */
export function isSeparated(weights: Float64Array, patterns: readonly AudioVisualPattern[]): boolean {
  const responses = ([0.5, 1] as const).map((label) =>
    patterns.filter((one) => one.label === label).map(({ inputs: [a, b] }) => weights[a]! + weights[b]!),
  ) as [number[], number[]];
  return responses.every((own, k) => {
    const other = responses[1 - k]!;
    const [mine, theirs] = [describe(own), describe(other)];
    return own.every((response) => {
      const distance = Math.abs(response - theirs.mean);
      const isApart = other.length === 0 || (distance >= 5 * theirs.sd && distance > 0);
      return Math.abs(response - mine.mean) <= 2 * mine.sd && isApart;
    });
  });
}
