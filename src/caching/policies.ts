/**
 * Consolidation policies (eLife 2020;9:e50804, Figure 4A). A policy splits the synapses into groups and looks at one
 * number of each group's transient parts; a group is consolidated as a whole when that number exceeds the threshold.
 */
export interface Policy {
  /** The synapses that are consolidated together. */
  group: "synapse" | "neuron" | "layer";
  /** What is compared with the threshold: the largest |s| of the group, or the sum of its |s|. */
  measure: "largest" | "sum";
  summary: string;
}

/**
 * Whether a policy looks at the sum of the |s| of a group, and not at the largest.
 *
 * @throws {RangeError} for a measure that no one computes
 */
export function sumsGroup({ measure }: Pick<Policy, "measure">): boolean {
  switch (measure) {
    case "largest":
      return false;
    case "sum":
      return true;
    default:
      throw new RangeError(
        `A policy's measure must be "largest" or "sum", got ${JSON.stringify(measure satisfies never)}.`,
      );
  }
}

/** Every policy that caches. The flag's choices, the help and the union types are derived from this table. */
export const cachingPolicies = {
  "local-local": { group: "synapse", measure: "largest", summary: "each synapse on its own, when |s| > θ" },
  "local-global": { group: "neuron", measure: "largest", summary: "the whole neuron, when any of its |s| > θ" },
  "global-global": { group: "neuron", measure: "sum", summary: "the whole neuron, when the sum of its |s| > θ" },
  "local-layer": { group: "layer", measure: "largest", summary: "the whole layer, when any of its |s| > θ" },
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
