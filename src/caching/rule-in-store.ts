import { firstNotFinite } from "../schema/check.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { Trainable } from "./learning.js";
import type { Rule } from "./rule.js";
import type { Store } from "./store.js";

/** Refuses an answer that is no boolean. */
function checkAnswer(changed: unknown, where: string): asserts changed is boolean {
  if (changed === true || changed === false) return;
  throw new UsageError(
    `propose must return true or false, got ${shown(changed)} ${where}. ` +
      "Return true where a change is proposed, false where none is.",
  );
}

/** Refuses a proposal that is not finite throughout. */
function checkProposal(change: Float64Array, where: string): void {
  const wrong = firstNotFinite(change);
  if (wrong < 0) return;
  throw new UsageError(
    `propose must write a finite number for each of the ${change.length} synapses, got ${change[wrong]} for synapse ${wrong} ` +
      `${where}. Check the rule, and whether the sample has a value for every input.`,
  );
}

/** Changes that are finite may still add up to weights that are not. */
export function checkWeights(weights: Float64Array, where: string): void {
  const wrong = firstNotFinite(weights);
  if (wrong < 0) return;
  throw new UsageError(
    `weights must stay finite, got ${weights[wrong]} for synapse ${wrong} ${where}. ` +
      "Use a smaller learning rate, or scale the samples down.",
  );
}

/**
 * A rule that learns in a store. One presentation is one time step:
 * decay s → charge what is held → the rule reads w and proposes Δw → s += Δw → test the threshold → consolidate.
 *
 * @param describe where learning stands at a time step, for messages
 * @throws UsageError, when a sample is presented, for an answer that is no boolean, and a proposal that is not finite
 */
export function ruleInStore<Sample>(
  rule: Rule<Sample>,
  store: Store,
  describe: (timestep: number) => string = (timestep) => `at time step ${timestep}`,
): Trainable<Sample> {
  const change = new Float64Array(store.weights.length);
  let timestep = 0;
  return {
    present(sample) {
      store.advance(1);
      timestep += 1;
      const changed: unknown = rule.propose(store.weights, sample, change);
      if (typeof changed !== "boolean") checkAnswer(changed, describe(timestep));
      if (changed === false) {
        store.endStep?.();
        return false;
      }
      store.change(change);
      // A look at a sum that the store has anyway; only where that is no number, or is not there, at each proposal.
      if (!Number.isFinite(store.magnitude)) checkProposal(change, describe(timestep));
      return true;
    },
    idle(steps) {
      store.advance(steps);
      store.endStep?.();
      timestep += steps;
    },
    ...(store.setEnergy === undefined ? {} : { setEnergy: (available: boolean) => store.setEnergy?.(available) }),
  };
}
