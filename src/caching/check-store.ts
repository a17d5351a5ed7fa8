import { check, checkRecord, firstNotFinite, isAtLeast } from "../schema/check.js";
import { synapseCount } from "./groups.js";
import type { StoreOptions } from "./store.js";

/**
 * Checks what a store is made of, so that its loops need not.
 *
 * @param policies names that are allowed
 * @throws UsageError naming the option
 */
export function checkStoreOptions(options: StoreOptions, policies: readonly string[]): void {
  checkRecord(options, "options of a store", "Give layers, weights, policy, threshold, decayTime and ledger.");
  const { layers, weights, policy, threshold, decayTime, ledger } = options;
  const size = synapseCount(layers);
  check(size > 0, "layers", "an array of at least one layer", layers, "Give the layers of the network.");
  const isVector = weights instanceof Float64Array;
  check(isVector, "weights", "a Float64Array", weights, "Use Float64Array.from(weights).");
  check(
    weights.length === size,
    "weights",
    `of length ${size}, a number for each synapse of the layers`,
    weights,
    "Give layers and weights of the same network.",
  );
  const wrong = firstNotFinite(weights);
  if (wrong >= 0) {
    check(false, `weights[${wrong}]`, "a finite number", weights[wrong], "Start from weights that are numbers.");
  }
  check(policies.includes(policy), "policy", `one of ${policies.join(", ")}`, policy, "The README says what they do.");
  check(
    isAtLeast(threshold, 0),
    "threshold",
    "≥ 0 (weight units), or Infinity",
    threshold,
    "Use 0 to consolidate every change at once, Infinity never to consolidate before the end.",
  );
  check(
    isAtLeast(decayTime, 0) && decayTime > 0,
    "decayTime",
    "> 0 (time steps), or Infinity",
    decayTime,
    "Use Infinity for no decay.",
  );
  check(typeof ledger?.consolidate === "function", "ledger", "a Ledger", ledger, "Use new Ledger().");
}
