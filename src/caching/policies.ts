import type { CacheSetting, Threshold, Trigger } from "./cache.js";

/**
 * Consolidation policies (eLife 2020;9:e50804, Figure 4A). A policy splits the synapses into groups and looks at one
 * number of each group's transient parts; a group is consolidated as a whole when that number exceeds the threshold.
 */
export interface Policy {
  /** The synapses that are consolidated together. */
  group: CacheSetting["group"];
  /** What is compared with the threshold. */
  trigger: (given: { threshold: Threshold; period: number }) => Trigger;
  /** What consolidation leaves in s: nothing, or ±θ. */
  keeps: CacheSetting["keeps"];
  summary: string;
}

type Given = Parameters<Policy["trigger"]>[0];
const largest = ({ threshold }: Given): Trigger => ({ largest: threshold });
const sum = ({ threshold }: Given): Trigger => ({ sum: threshold });
const every = ({ period }: Given): Trigger => ({ every: period });

/** Every policy that caches. The flag's choices, the help and the union types are derived from this table. */
export const cachingPolicies = {
  "local-local": {
    group: "synapse",
    trigger: largest,
    keeps: "nothing",
    summary: "each synapse on its own, when |s| > θ",
  },
  "local-global": {
    group: "neuron",
    trigger: largest,
    keeps: "nothing",
    summary: "the whole neuron, when any of its |s| > θ",
  },
  "global-global": {
    group: "neuron",
    trigger: sum,
    keeps: "nothing",
    summary: "the whole neuron, when the sum of its |s| > θ",
  },
  "local-layer": {
    group: "layer",
    trigger: largest,
    keeps: "nothing",
    summary: "the whole layer, when any of its |s| > θ",
  },
  "local-excess": {
    group: "synapse",
    trigger: largest,
    keeps: "threshold",
    summary: "what exceeds θ of each synapse's |s|, which stays at θ",
  },
  clock: {
    group: "layer",
    trigger: every,
    keeps: "nothing",
    summary: "all synapses, every so many time steps (--period)",
  },
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
