import type { Rule } from "../caching/rule.js";
import type { PatternSet } from "../tasks/pattern-set.js";

/**
 * The perceptron rule (Rosenblatt 1962) with learning rate η = 1: a pattern x with target d = ±1 is wrong when
 * d·(w·x) ≤ 0, a tie included, and then Δw = d·x. The bias is the last weight; its input is always on.
 * The sample is the row of the pattern.
 */
export function perceptronRule({ inputCount, patterns, targets }: PatternSet): Rule<number> {
  return {
    propose(weights, row, change) {
      const first = row * inputCount;
      const target = targets[row]!;
      let potential = weights[inputCount]!;
      for (let i = 0; i < inputCount; i++) potential += weights[i]! * patterns[first + i]!;
      if (target * potential > 0) return false;
      for (let i = 0; i < inputCount; i++) change[i] = target * patterns[first + i]!;
      change[inputCount] = target;
      return true;
    },
  };
}
