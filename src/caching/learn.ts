import { check, checkRecord, isCount } from "../schema/check.js";
import { learning, passes } from "./learning.js";
import type { Rule } from "./rule.js";
import { checkWeights, ruleInStore } from "./rule-in-store.js";
import type { Store } from "./store.js";

export interface LearnOptions<Sample> {
  rule: Rule<Sample>;
  store: Store;
  /** Presented in this order, over and over. */
  samples: readonly Sample[];
  /** Passes over the samples after which learning is given up; Infinity is never. */
  maxEpochs: number;
  /** Called at the end of every time step; returning true ends learning there. */
  afterStep?: (timestepCount: number, changed: boolean) => boolean | undefined;
  /** Called at the end of every pass with the steps in it that changed something; returning true ends learning there. */
  afterEpoch?: (epochCount: number, updateCount: number) => boolean | undefined;
}

export interface LearnOutcome {
  /** Whether a whole pass went by without a proposed change. */
  converged: boolean;
  /** Passes begun, the last one included. */
  epochCount: number;
  /** K, the steps on which the rule proposed a change. */
  updateCount: number;
  /** T, one for each presentation. */
  timestepCount: number;
}

function checkOptions<Sample>(options: LearnOptions<Sample>): void {
  checkRecord(options, "options of learn", "Give rule, store, samples and maxEpochs.");
  const { rule, store, samples, maxEpochs, afterStep, afterEpoch } = options;
  check(typeof rule?.propose === "function", "rule", "an object with a method propose", rule, "See Rule.");
  const isStore = store?.weights instanceof Float64Array && typeof store.change === "function";
  check(isStore, "store", "a store with weights", store, "Make one with createStore.");
  const areSamples = Array.isArray(samples) && samples.length > 0;
  check(areSamples, "samples", "an array of at least one sample", samples, "Without any there is nothing to learn.");
  const isLimit = isCount(maxEpochs, 1) || maxEpochs === Number.POSITIVE_INFINITY;
  check(isLimit, "maxEpochs", "an integer ≥ 1, or Infinity", maxEpochs, "Give the passes after which to give up.");
  for (const [name, hook] of Object.entries({ afterStep, afterEpoch })) {
    const isHook = hook === undefined || typeof hook === "function";
    check(isHook, name, "a function", hook, "Leave it out where nothing is to be told.");
  }
}

/** Where learning stands, for messages. */
const whereIs = (timestep: number, sampleCount: number): string =>
  `at time step ${timestep}, sample ${((timestep - 1) % sampleCount) + 1} of ${sampleCount}`;

/**
 * Learns with any rule in any store, pass after pass over the samples (`learning` has the stream that this reads).
 * Learning ends after the first pass on which the rule proposes nothing; what is still transient is then consolidated.
 *
 * @throws UsageError for an option that is refused, an answer of the rule that is no boolean, and a proposal or a weight
 *   that is not finite
 */
export function learn<Sample>(options: LearnOptions<Sample>): LearnOutcome {
  checkOptions(options);
  const { rule, store, samples, maxEpochs, afterStep, afterEpoch } = options;
  const outcome: LearnOutcome = { converged: false, epochCount: 0, updateCount: 0, timestepCount: 0 };
  const sampleCount = samples.length;
  const learner = ruleInStore(rule, store, (timestep) => whereIs(timestep, sampleCount));
  let updatesBefore = 0;
  for (const { timestepCount, updateCount, changed } of learning(learner, passes(samples, maxEpochs))) {
    outcome.epochCount = Math.ceil(timestepCount / sampleCount);
    outcome.timestepCount = timestepCount;
    outcome.updateCount = updateCount;
    const stopped = afterStep?.(timestepCount, changed) === true;
    if (!stopped && timestepCount % sampleCount !== 0) continue;
    checkWeights(store.weights, `in pass ${outcome.epochCount}`);
    const updates = updateCount - updatesBefore;
    updatesBefore = updateCount;
    outcome.converged = updates === 0 && !stopped;
    const ends = afterEpoch?.(outcome.epochCount, updates) === true;
    if (outcome.converged || ends || stopped) break;
  }
  store.finish();
  return outcome;
}
