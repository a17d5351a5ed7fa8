import type { Rule } from "../caching/rule.js";
import { checkPatternSet } from "../tasks/check-pattern-set.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import { potentialOverflow } from "./potential-overflow.js";

/** Rounding leaves about 10⁻¹⁴ of the terms of a sum; a potential below this share of them is a tie. */
const TIE = 1e-12;

/**
 * The perceptron rule (Rosenblatt 1962) with learning rate η = 1: a pattern x with target d = ±1 is wrong when
 * d·(w·x) ≤ 0, a tie included, and then Δw = d·x. The bias is the last weight; its input is always on.
 * With decay w is not an integer, and a tie is one up to rounding, so that no result hangs on the order of a sum.
 * The sample is the row of the pattern.
 *
 * @throws UsageError for patterns whose sizes, targets or entries do not fit, and, when it proposes, for a potential beyond the
 *   largest number: it would be called wrong for ever
 */
export function perceptronRule(task: PatternSet): Rule<number> {
  checkPatternSet(task);
  const { inputCount, patterns, targets } = task;
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
      if (target * potential > TIE * magnitude) return false;
      if (magnitude === Number.POSITIVE_INFINITY) throw potentialOverflow(row);
      for (let i = 0; i < inputCount; i++) change[i] = target * patterns[first + i]!;
      change[inputCount] = target;
      return true;
    },
  };
}
