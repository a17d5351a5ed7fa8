import type { Rule } from "../caching/rule.js";
import { TIE } from "../perceptron/rule.js";
import type { Pattern } from "./pattern-sets.js";
import type { Stimulus } from "./timetable.js";

/** Whether d·(w·x) is above `bound`; what is equal up to rounding is not. */
export function isAbove(bound: number, weights: Float64Array, { inputs, target }: Pattern): boolean {
  let potential = 0;
  let magnitude = bound;
  for (let i = 0; i < inputs.length; i++) {
    const term = weights[i]! * inputs[i]!;
    potential += term;
    magnitude += Math.abs(term);
  }
  return target * potential - bound > TIE * magnitude;
}

/**
 * The perceptron rule with a margin: a pattern x with target d changes the weights by η·d·x while d·(w·x) ≤ κ√N. With κ = 0 it
 * learns from errors only; with κ = Infinity synapses change whenever they are stimulated.
 *
 * @param margin κ√N
 */
export const stimulusRule = (margin: number): Rule<Stimulus> => ({
  propose(weights, { pattern, strength }, change) {
    if (margin < Number.POSITIVE_INFINITY && isAbove(margin, weights, pattern)) return false;
    const { inputs, target } = pattern;
    for (let i = 0; i < inputs.length; i++) change[i] = strength * target * inputs[i]!;
    return true;
  },
});
