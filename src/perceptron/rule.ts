import type { Rule } from "../caching/rule.js";
import { check, isAtLeast, isFiniteNumber } from "../schema/check.js";
import { checkPatternSet } from "../tasks/check-pattern-set.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import { synapseSigns } from "./neuron/synapse-signs.js";
import type { PerceptronParameters } from "./parameters.js";
import { potentialOverflow } from "./potential-overflow.js";

/** d·(w·x) that a pattern has to exceed to be right: κ√N, in units of the learning rate η. */
export const requiredMargin = (inputCount: number, margin: number): number => margin * Math.sqrt(inputCount);

/** Rounding leaves about 10⁻¹⁴ of the terms of a sum; a potential below this share of them is a tie. */
export const TIE = 1e-12;

/** How a perceptron learns, where it does so in another way than the paper's. */
export interface RuleOptions {
  /** η > 0; 1 if it is not given. */
  learningRate?: number | undefined;
  /** The sign that each of the N + 1 synapses keeps, the bias last: 1, −1, or 0 where it is free. */
  signs?: Int8Array | undefined;
}

function checkOptions(synapseCount: number, margin: number, learningRate: number, signs: Int8Array | undefined): void {
  const isMargin = isAtLeast(margin, 0) && isFiniteNumber(margin);
  check(isMargin, "margin", "a finite number ≥ 0", margin, "Use 0 for none.");
  const isRate = isAtLeast(learningRate, 0) && learningRate > 0 && isFiniteNumber(learningRate);
  check(isRate, "learningRate", "a finite number > 0", learningRate, "Use 1 for the paper's.");
  const areSigns = signs === undefined || (signs instanceof Int8Array && signs.length === synapseCount);
  check(areSigns, "signs", `an Int8Array of ${synapseCount} signs`, signs, "Leave it out where synapses are free.");
}

/** Cuts a change where it would lead across 0, so that the weight ends there: w is what it was, or 0, or has its sign. */
function keepSigns(weights: Float64Array, change: Float64Array, signs: Int8Array): void {
  for (let i = 0; i < change.length; i++) {
    const weight = weights[i]!;
    if (signs[i]! * (weight + change[i]!) < 0) change[i] = -weight;
  }
}

/**
 * The perceptron rule (Rosenblatt 1962) with learning rate η: a pattern x with target d = ±1 is wrong when
 * d·(w·x) ≤ 0, a tie included, and then Δw = η·d·x. The bias is the last weight; its input is always on.
 * With decay w is not an integer, and a tie is one up to rounding, so that no result hangs on the order of a sum.
 * With a margin κ a pattern is wrong while d·(w·x) ≤ κ√N·η, so that what is learned withstands noise.
 * Where synapses keep a sign, Δw is cut to −w where it would lead across 0 (Amit, Wong and Campbell, J. Phys. A 1989;22:2039): what
 * is proposed is what happens, and what is paid for. Decay does not lead across 0 either, as w = s·f + l with f ≤ 1 lies
 * between l, which has the sign, and w as it was.
 * The sample is the row of the pattern.
 *
 * @param margin κ ≥ 0
 * @throws UsageError for patterns whose sizes, targets or entries do not fit, and, when it proposes, for a potential beyond the
 *   largest number: it would be called wrong for ever
 */
export function perceptronRule(task: PatternSet, margin = 0, options: RuleOptions = {}): Rule<number> {
  checkPatternSet(task);
  const { inputCount, patterns, targets } = task;
  const { learningRate = 1, signs } = options;
  checkOptions(inputCount + 1, margin, learningRate, signs);
  const required = learningRate * requiredMargin(inputCount, margin);
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
      const step = learningRate * target;
      for (let i = 0; i < inputCount; i++) change[i] = step * patterns[first + i]!;
      change[inputCount] = step;
      if (signs !== undefined) keepSigns(weights, change, signs);
      return true;
    },
  };
}

/** The rule of a run. */
export const ruleOf = (
  task: PatternSet,
  {
    margin,
    learningRate,
    excitatoryFraction,
  }: Partial<Pick<PerceptronParameters, "margin" | "learningRate" | "excitatoryFraction">>,
): Rule<number> =>
  perceptronRule(task, margin, { learningRate, signs: synapseSigns(task.inputCount, excitatoryFraction) });
