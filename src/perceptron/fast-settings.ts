import type { PolicyAtThreshold } from "../caching/cache.js";
import type { PolicyName } from "../caching/policies.js";
import { consolidationLimit } from "../caching/threshold.js";
import { type KeptBy, kernelGroups } from "../kernels/layout.js";
import { policyCode } from "../kernels/policy-codes.js";

const { eachSynapse, neuronByLargest, neuronBySum } = kernelGroups;

/** Policies as the kernels know them. A perceptron is one neuron, so that its layer is the neuron too. */
const groups: Record<PolicyName, KeptBy["group"]> = {
  // Every change at once is what θ = 0 does.
  none: neuronByLargest,
  "local-local": eachSynapse,
  "local-global": neuronByLargest,
  "global-global": neuronBySum,
  "local-layer": neuronByLargest,
};

/** @throws UsageError for a policy that the kernels do not know */
export function keptBy({ policy, threshold }: PolicyAtThreshold): KeptBy {
  const group = policyCode(groups, policy, "perceptron");
  return { group, limit: policy === "none" ? 0 : consolidationLimit(threshold) };
}
