import { check, checkRecord, firstNotFinite, isCount } from "../schema/check.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { Rule } from "./rule.js";
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

/** Refuses an answer that is no boolean. */
function checkAnswer(changed: unknown, timestep: number, sampleCount: number): void {
  if (changed === true || changed === false) return;
  throw new UsageError(
    `propose must return true or false, got ${shown(changed)} ${whereIs(timestep, sampleCount)}. ` +
      "Return true where a change is proposed, false where none is.",
  );
}

/** Refuses a proposal that is not finite throughout. */
function checkProposal(change: Float64Array, timestep: number, sampleCount: number): void {
  const wrong = firstNotFinite(change);
  if (wrong < 0) return;
  throw new UsageError(
    `propose must write a finite number for each of the ${change.length} synapses, got ${change[wrong]} for synapse ${wrong} ` +
      `${whereIs(timestep, sampleCount)}. Check the rule, and whether the sample has a value for every input.`,
  );
}

/** Changes that are finite may still add up to weights that are not. */
function checkWeights(weights: Float64Array, epoch: number): void {
  const wrong = firstNotFinite(weights);
  if (wrong < 0) return;
  throw new UsageError(
    `weights must stay finite, got ${weights[wrong]} for synapse ${wrong} in pass ${epoch}. ` +
      "Use a smaller learning rate, or scale the samples down.",
  );
}

/**
 * Learns with any rule in any store. One presentation is one time step:
 * decay s → charge what is held → the rule reads w and proposes Δw → s += Δw → test the threshold → consolidate.
 * Learning ends after the first pass on which the rule proposes nothing; what is still transient is then consolidated.
 *
 * @throws UsageError for an option that is refused, an answer of the rule that is no boolean, and a proposal or a weight
 *   that is not finite
 */
export function learn<Sample>(options: LearnOptions<Sample>): LearnOutcome {
  checkOptions(options);
  const { rule, store, samples, maxEpochs, afterStep, afterEpoch } = options;
  const change = new Float64Array(store.weights.length);
  const outcome: LearnOutcome = { converged: false, epochCount: 0, updateCount: 0, timestepCount: 0 };
  let stopped = false;

  while (!outcome.converged && !stopped && outcome.epochCount < maxEpochs) {
    const updatesBefore = outcome.updateCount;
    outcome.epochCount += 1;
    for (const sample of samples) {
      store.advance(1);
      outcome.timestepCount += 1;
      const changed = rule.propose(store.weights, sample, change);
      checkAnswer(changed, outcome.timestepCount, samples.length);
      if (changed) {
        store.change(change);
        // A look at a sum that the store has anyway; only where that is no number, or is not there, at each proposal.
        if (!Number.isFinite(store.magnitude)) checkProposal(change, outcome.timestepCount, samples.length);
        outcome.updateCount += 1;
      }
      stopped = afterStep?.(outcome.timestepCount, changed) === true;
      if (stopped) break;
    }
    checkWeights(store.weights, outcome.epochCount);
    const updates = outcome.updateCount - updatesBefore;
    outcome.converged = updates === 0 && !stopped;
    stopped = afterEpoch?.(outcome.epochCount, updates) === true || stopped;
  }
  store.finish();
  return outcome;
}
