import type { CacheSetting, Threshold, Trigger } from "./cache.js";

/**
 * Consolidation policies (eLife 2020;9:e50804, Figure 4A). A policy splits the synapses into groups and looks at one
 * number of each group's transient parts; a group is consolidated as a whole when that number exceeds the threshold.
 */
export interface Policy {
  /** The synapses that are consolidated together. */
  group: CacheSetting["group"];
  /** What is compared with the threshold. */
  trigger: (threshold: Threshold) => Trigger;
  summary: string;
}

const largest = (threshold: Threshold): Trigger => ({ largest: threshold });
const sum = (threshold: Threshold): Trigger => ({ sum: threshold });

/** Every policy that caches. The flag's choices, the help and the union types are derived from this table. */
export const cachingPolicies = {
  "local-local": { group: "synapse", trigger: largest, summary: "each synapse on its own, when |s| > θ" },
  "local-global": { group: "neuron", trigger: largest, summary: "the whole neuron, when any of its |s| > θ" },
  "global-global": { group: "neuron", trigger: sum, summary: "the whole neuron, when the sum of its |s| > θ" },
  "local-layer": { group: "layer", trigger: largest, summary: "the whole layer, when any of its |s| > θ" },
} as const satisfies Record<string, Policy>;

export type CachingPolicyName = keyof typeof cachingPolicies;

export const cachingPolicyNames = Object.keys(cachingPolicies) as [CachingPolicyName, ...CachingPolicyName[]];

/** `none` is classic learning: there is no transient part, every change is persistent at once. */
export type PolicyName = "none" | CachingPolicyName;

/** What every policy does, in words, for the help. */
export const policySummaries: Record<PolicyName, string> = {
  none: "every change at once",
  ...(Object.fromEntries(Object.entries(cachingPolicies).map(([name, { summary }]) => [name, summary])) as Record<
    CachingPolicyName,
    string
  >),
};

export const policyNames = ["none", ...cachingPolicyNames] as [PolicyName, ...PolicyName[]];
