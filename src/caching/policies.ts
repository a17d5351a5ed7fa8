import type { CacheSetting, Threshold, Trigger } from "./cache.js";

/**
 * Consolidation policies (eLife 2020;9:e50804, Figure 4A). A policy splits the synapses into groups and looks at one
 * number of each group's transient parts; a group is consolidated as a whole when that number exceeds the threshold.
 */
export interface Policy {
  /** The synapses that are consolidated together. */
  group: CacheSetting["group"];
  /** What is compared with the threshold. */
  trigger: (given: { threshold: Threshold; period: number; patience: number }) => Trigger;
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

/**
 * Policies to compare with. They are rules for who rents and may buy, are given no threshold, and are in no kernel: only reference
 * engines have them. `share` is κ, the part of the price of buying at which rent is enough.
 */
export const comparisonPolicies = {
  "rent-or-buy": {
    group: "synapse",
    trigger: ({ patience }) => ({ rent: patience }),
    keeps: "nothing",
    share: 1,
    summary: "each synapse on its own, when holding s has cost as much as |s|",
  },
  "rent-or-buy-levels": {
    group: "synapse",
    trigger: ({ patience }) => ({ held: patience }),
    keeps: "nothing",
    share: 1 / 2,
    summary: "each level of each |s|, when holding it has cost ½ of it",
  },
  "excess-by-silence": {
    group: "synapse",
    trigger: ({ patience }) => ({ silence: patience }),
    keeps: "nothing",
    share: 1,
    summary: "what exceeds an adaptive θ, which falls while no update comes",
  },
} as const satisfies Record<string, Policy & { share: number }>;

export type ComparisonName = keyof typeof comparisonPolicies;

export const comparisonNames = Object.keys(comparisonPolicies) as [ComparisonName, ...ComparisonName[]];

export const isComparison = (policy: string): policy is ComparisonName => Object.hasOwn(comparisonPolicies, policy);

/** κ/c of such a policy: time steps for which a unit of s is rented before it is bought; never where holding is free. */
export const patienceOf = (policy: ComparisonName, maintenanceCost: number): number =>
  comparisonPolicies[policy].share / maintenanceCost;

export type CachingPolicyName = keyof typeof cachingPolicies;

export const cachingPolicyNames = Object.keys(cachingPolicies) as [CachingPolicyName, ...CachingPolicyName[]];

/** `none` is classic learning: there is no transient part, every change is persistent at once. */
export type PolicyName = "none" | CachingPolicyName | ComparisonName;

const summariesOf = <Name extends string>(policies: Record<Name, Policy>): Record<Name, string> =>
  Object.fromEntries(Object.entries<Policy>(policies).map(([name, { summary }]) => [name, summary])) as Record<
    Name,
    string
  >;

/** What every policy does, in words, for the help. */
export const policySummaries: Record<PolicyName, string> = {
  none: "every change at once",
  ...summariesOf(cachingPolicies),
  ...summariesOf(comparisonPolicies),
};

/** The policies that every engine has. */
export const policyNames = ["none", ...cachingPolicyNames] as ["none", ...CachingPolicyName[]];

/** All policies, with those that only reference engines have. */
export const allPolicyNames = [...policyNames, ...comparisonNames] as [PolicyName, ...PolicyName[]];
