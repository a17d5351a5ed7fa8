import type { Rule } from "../caching/rule.js";
import { check, isAtLeast, isFiniteNumber } from "../schema/check.js";
import { checkPatternSet } from "../tasks/check-pattern-set.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import { potentialOverflow } from "./potential-overflow.js";

/** d·(w·x) that a pattern has to exceed to be right: κ√N, in units of the learning rate η = 1. */
export const requiredMargin = (inputCount: number, margin: number): number => margin * Math.sqrt(inputCount);

/** Rounding leaves about 10⁻¹⁴ of the terms of a sum; a potential below this share of them is a tie. */
export const TIE = 1e-12;

/**
 * The perceptron rule (Rosenblatt 1962) with learning rate η = 1: a pattern x with target d = ±1 is wrong when
 * d·(w·x) ≤ 0, a tie included, and then Δw = d·x. The bias is the last weight; its input is always on.
 * With decay w is not an integer, and a tie is one up to rounding, so that no result hangs on the order of a sum.
 * With a margin κ a pattern is wrong while d·(w·x) ≤ κ√N, so that what is learned withstands noise.
 * The sample is the row of the pattern.
 *
 * @param margin κ ≥ 0
 * @throws UsageError for patterns whose sizes, targets or entries do not fit, and, when it proposes, for a potential beyond the
 *   largest number: it would be called wrong for ever
 */
export function perceptronRule(task: PatternSet, margin = 0): Rule<number> {
  checkPatternSet(task);
  const isMargin = isAtLeast(margin, 0) && isFiniteNumber(margin);
  check(isMargin, "margin", "a finite number ≥ 0", margin, "Use 0 for none.");
  const { inputCount, patterns, targets } = task;
  const required = requiredMargin(inputCount, margin);
  return {
    propose(weights, row, change) {
      const first = row * inputCount;
      const target = targets[row]!;
      let potential = weights[inputCount]!;
      let magnitude = Math.abs(potential);
      for (let i = 0; i < inputCount; i++) {
        const term = weights[i]! * patterns[first + i]!;
        potential += term;
        magnitude += Math.abs(term);
      }
      if (target * potential - required > TIE * (magnitude + required)) return false;
      if (magnitude === Number.POSITIVE_INFINITY) throw potentialOverflow(row);
      for (let i = 0; i < inputCount; i++) change[i] = target * patterns[first + i]!;
      change[inputCount] = target;
      return true;
    },
  };
}
