import type { Rule } from "./rule.js";
import type { Store } from "./store.js";

export interface LearnOptions<Sample> {
  rule: Rule<Sample>;
  store: Store;
  /** Presented in this order, over and over. */
  samples: readonly Sample[];
  /** Passes over the samples after which learning is given up. */
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

/**
 * Learns with any rule in any store. One presentation is one time step:
 * decay s → charge what is held → the rule reads w and proposes Δw → s += Δw → test the threshold → consolidate.
 * Learning ends after the first pass on which the rule proposes nothing; what is still transient is then consolidated.
 */
export function learn<Sample>(options: LearnOptions<Sample>): LearnOutcome {
  const { rule, store, samples, maxEpochs, afterStep, afterEpoch } = options;
  const change = new Float64Array(store.weights.length);
  const outcome: LearnOutcome = { converged: false, epochCount: 0, updateCount: 0, timestepCount: 0 };
  let stopped = false;

  while (!outcome.converged && !stopped && outcome.epochCount < maxEpochs) {
    const updatesBefore = outcome.updateCount;
    outcome.epochCount += 1;
    for (const sample of samples) {
      store.advance(1);
      const changed = rule.propose(store.weights, sample, change);
      if (changed) {
        store.change(change);
        outcome.updateCount += 1;
      }
      outcome.timestepCount += 1;
      stopped = afterStep?.(outcome.timestepCount, changed) === true;
      if (stopped) break;
    }
    const updates = outcome.updateCount - updatesBefore;
    outcome.converged = updates === 0 && !stopped;
    stopped = afterEpoch?.(outcome.epochCount, updates) === true || stopped;
  }
  store.finish();
  return outcome;
}
