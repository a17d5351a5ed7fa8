import { cachingPolicies } from "../caching/policies.js";
import { type KeptBy, kernelGroups } from "../kernels/layout.js";
import type { Caching } from "./engine.js";

/** A policy as the kernels know it. A perceptron is one neuron, so that its layer is the neuron too. */
export function keptBy({ policy, threshold }: Caching): KeptBy {
  // `none` consolidates every change at once, which is what θ = 0 does.
  if (policy === "none") return { group: kernelGroups.neuronByLargest, threshold: 0 };
  const { group, measure } = cachingPolicies[policy];
  if (group === "synapse") return { group: kernelGroups.eachSynapse, threshold };
  return { group: measure === "sum" ? kernelGroups.neuronBySum : kernelGroups.neuronByLargest, threshold };
}
