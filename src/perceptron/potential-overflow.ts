import { UsageError } from "../schema/usage-error.js";
import type { PatternSet } from "../tasks/pattern-set.js";

/** What is said where Σ|w_i x_i| of a pattern is beyond the largest number, so that no answer can be had from it. */
export const potentialOverflow = (row: number): UsageError =>
  new UsageError(
    `patterns must be so small that no potential w·x is beyond ${Number.MAX_VALUE}, got one for pattern ${row + 1}. ` +
      "Divide all patterns by the same number.",
  );

/**
 * Looks for an overflow where an engine has no eye on single potentials; it leaves learning unconverged.
 *
 * @param weights w at the end, the bias last
 * @throws UsageError naming the pattern
 */
export function checkPotentials({ inputCount, patternCount, patterns }: PatternSet, weights: ArrayLike<number>): void {
  for (let row = 0; row < patternCount; row++) {
    let magnitude = Math.abs(weights[inputCount]!);
    for (let i = 0; i < inputCount; i++) magnitude += Math.abs(weights[i]! * patterns[row * inputCount + i]!);
    if (!Number.isFinite(magnitude)) throw potentialOverflow(row);
  }
}
