import { cacheOf } from "../../caching/cache.js";
import { type LearningEvent, learning, passes } from "../../caching/learning.js";
import { Ledger } from "../../caching/ledger.js";
import { isComparison, policyNames } from "../../caching/policies.js";
import { ruleInStore } from "../../caching/rule-in-store.js";
import { periodOf } from "../../caching/self-tuning/moving-cache.js";
import { quietPass } from "../../caching/stop-rules.js";
import { createStore } from "../../caching/store.js";
import { check, isCount } from "../../schema/check.js";
import { parseParameters } from "../../schema/parameter.js";
import { UsageError } from "../../schema/usage-error.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import { randomPatterns } from "../../tasks/random-patterns.js";
import { type PerceptronOptions, type PerceptronParameters, perceptronSchema } from "../parameters.js";
import { perceptronRule } from "../rule.js";

/** What happens to a neuron that knows a set of patterns, A: others, B, are shown, and then nothing. */
export interface Interference {
  /** Passes over B, which has as many patterns as A. */
  passCount: number;
  /** Time steps without a pattern afterwards. */
  idleSteps: number;
  /** Time steps between two tests. */
  testEvery: number;
}

/** How many patterns of each set are wrong. */
export interface InterferenceTest {
  /** Time steps since A is known. */
  timestep: number;
  wrongOfA: number;
  wrongOfB: number;
}

export interface InterferenceRun {
  /** Whether A was learned within `maxEpochs`; only then is there anything to forget. */
  converged: boolean;
  tests: InterferenceTest[];
}

/** Rows 0 … P − 1 are A, and as many more are B. */
const rowsOf = (patternCount: number, set: "A" | "B"): number[] =>
  Array.from({ length: patternCount }, (_, row) => row + (set === "A" ? 0 : patternCount));

function checked(options: PerceptronOptions, interference: Interference) {
  const { threshold, ...parameters } = parseParameters(perceptronSchema, options);
  if (typeof threshold !== "number" || isComparison(parameters.policy)) {
    throw new UsageError(
      `interference needs a number as threshold and one of the policies ${policyNames.join(", ")}, got ${threshold} and ` +
        `${parameters.policy}. Search the threshold first.`,
    );
  }
  for (const key of ["passCount", "idleSteps", "testEvery"] as const) {
    check(isCount(interference[key], key === "testEvery" ? 1 : 0), key, "an integer", interference[key], "Count them.");
  }
  return { ...parameters, threshold };
}

function storeOf(parameters: PerceptronParameters & { threshold: number }) {
  const { policy, threshold, decayTime, inputCount } = parameters;
  const weights = new Float64Array(inputCount + 1);
  const layers = [{ neuronCount: 1, inputCount: weights.length }];
  const period = policy === "clock" ? periodOf(parameters) : undefined;
  const cache = cacheOf({ policy, threshold, decayTime, period });
  return createStore({ layers, weights, cache, ledger: new Ledger(parameters) });
}

/** Every pattern of B in its order, pass after pass, and then nothing, with a test every so many steps. */
function* afterwards(rows: readonly number[], { passCount, idleSteps, testEvery }: Interference) {
  const test: LearningEvent<number> = { test: "wrong" };
  yield test;
  let step = 0;
  for (const event of passes(rows, passCount)) {
    yield event;
    step += 1;
    if (step % testEvery === 0) yield test;
  }
  for (let left = idleSteps; left > 0; left -= testEvery) {
    yield { idle: Math.min(left, testEvery) };
    yield test;
  }
}

function wrongIn(task: PatternSet, margin: number | undefined, weights: Float64Array): (rows: number[]) => number {
  const rule = perceptronRule(task, margin);
  const unused = new Float64Array(weights.length);
  return (rows) => rows.filter((row) => rule.propose(weights, row, unused)).length;
}

/**
 * Learns a set of patterns, consolidates what is still transient, shows another set and waits: what is forgotten of the first
 * while s changes, and what comes back when s has decayed. It is the reference engine with tests in it.
 *
 * @param options `patternCount` is that of each set
 * @throws UsageError for a value that is refused
 */
export function interferePerceptron(options: PerceptronOptions, interference: Interference): InterferenceRun {
  const parameters = checked(options, interference);
  const { inputCount, patternCount, seed, maxEpochs, margin } = parameters;
  const task = randomPatterns(inputCount, 2 * patternCount, seed);
  const [known, others] = [rowsOf(patternCount, "A"), rowsOf(patternCount, "B")];
  const store = storeOf(parameters);
  const learner = ruleInStore(perceptronRule(task, margin), store);
  const wrong = wrongIn(task, margin, store.weights);
  const isQuiet = quietPass(patternCount);
  let converged = false;
  for (const step of learning(learner, passes(known, maxEpochs))) {
    converged = isQuiet(step);
    if (converged) break;
  }
  if (!converged) return { converged, tests: [] };
  store.finish();
  const tests: InterferenceTest[] = [];
  for (const { event, timestepCount } of learning(learner, afterwards(others, interference))) {
    if ("test" in event) tests.push({ timestep: timestepCount, wrongOfA: wrong(known), wrongOfB: wrong(others) });
  }
  return { converged, tests };
}
