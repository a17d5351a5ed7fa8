import type { Pattern, PatternSets } from "./pattern-sets.js";
import { isAbove } from "./stimulus-rule.js";

/** The parts of the weights, a number for each synapse, in weight units; w = s + l. */
export interface Parts {
  readonly weights: Float64Array;
  readonly transient: Float64Array;
  readonly persistent: Float64Array;
}

/**
 * The trace of a set in weights v: the mean over its patterns of d·(v·x)/‖x‖². A presentation at η = 1 adds 1 to the trace of its
 * pattern; those of w, s and l add up as the parts do.
 */
export function traceOf(values: Float64Array, patterns: readonly Pattern[]): number {
  let total = 0;
  for (const { inputs, target, square } of patterns) {
    let potential = 0;
    for (let i = 0; i < inputs.length; i++) potential += values[i]! * inputs[i]!;
    total += (target * potential) / square;
  }
  return total / patterns.length;
}

/** How many patterns of a set are answered wrongly, a tie included. */
const errorsIn = (weights: Float64Array, patterns: readonly Pattern[]): number =>
  patterns.reduce((count, pattern) => count + (isAbove(0, weights, pattern) ? 0 : 1), 0);

/** The columns of a set, each with its name: `weak.w`, `weak.s`, `weak.l`, `weak.errors`. */
export function measuresOf(sets: PatternSets, { weights, transient, persistent }: Parts): Record<string, number> {
  return Object.fromEntries(
    [...sets].flatMap(([name, patterns]) => {
      const [s, l] = [traceOf(transient, patterns), traceOf(persistent, patterns)];
      return [
        [`${name}.w`, s + l],
        [`${name}.s`, s],
        [`${name}.l`, l],
        [`${name}.errors`, errorsIn(weights, patterns)],
      ];
    }),
  );
}

const norm = (values: Float64Array): number => values.reduce((sum, value) => sum + Math.abs(value), 0);

/** Σ|w|, Σ|s|, Σ|l|, and the largest |s|. */
export const normsOf = ({ weights, transient, persistent }: Parts): Record<string, number> => ({
  weightNorm: norm(weights),
  transientNorm: norm(transient),
  persistentNorm: norm(persistent),
  largestTransient: transient.reduce((largest, s) => Math.max(largest, Math.abs(s)), 0),
});

/** The columns of single synapses, counted from 1: `w1`, `s1`, `l1`. */
export const synapsesOf = (synapses: readonly number[], parts: Parts): Record<string, number> =>
  Object.fromEntries(
    synapses.flatMap((k) => [
      [`w${k}`, parts.weights[k - 1]!],
      [`s${k}`, parts.transient[k - 1]!],
      [`l${k}`, parts.persistent[k - 1]!],
    ]),
  );
