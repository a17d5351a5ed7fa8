import { check } from "../schema/check.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { cachingPolicies, type PolicyName, policyNames } from "./policies.js";
import { consolidationLimit } from "./threshold.js";

/** θ ≥ 0 in weight units; the test is strict. */
export type Threshold = number;

/** When a group is consolidated: its largest |s| or its Σ|s| exceeds θ, or so many time steps have gone by. */
export type Trigger = { readonly largest: Threshold } | { readonly sum: Threshold } | { readonly every: number };

/** How changes are cached, from the flag to the kernel. Learning without a cache, every change persistent at once, is `null`. */
export interface CacheSetting {
  /** The synapses that are consolidated together. */
  readonly group: "synapse" | "neuron" | "layer";
  readonly trigger: Trigger;
  /** What consolidation leaves in s: nothing, or ±θ, so that only the excess is consolidated. */
  readonly keeps: "nothing" | "threshold";
  /** τ > 0 in time steps; Infinity is no decay. */
  readonly decayTime: number;
}

/** A policy with its threshold, as flags, jobs and documents have them. */
export interface PolicyAtThreshold {
  policy: PolicyName;
  /** θ ≥ 0 in weight units; without a meaning where the policy is `none`. */
  threshold: Threshold;
}

/** All that flags, jobs and documents have of a cache. */
export interface PolicySetting extends PolicyAtThreshold {
  /** τ > 0 in time steps; Infinity is no decay. */
  decayTime: number;
}

/**
 * The cache of a policy; null for `none`.
 *
 * @throws UsageError for a policy that is not in the table
 */
export function cacheOf({ policy, threshold, decayTime }: PolicySetting): CacheSetting | null {
  if (policy === "none") return null;
  const isKnown = Object.hasOwn(cachingPolicies, policy);
  check(isKnown, "policy", `one of ${policyNames.join(", ")}`, policy, "Choose one of these.");
  const { group, trigger } = cachingPolicies[policy];
  return { group, trigger: trigger(threshold), keeps: "nothing", decayTime };
}

/** What a store looks at in a group of synapses, and what that has to exceed. */
export interface GroupTest {
  statistic: "largest" | "sum";
  /** In weight units, the tolerance of rounding included. */
  limit: number;
}

/**
 * The test of a trigger on a group. Stores and kernels both take it from here.
 *
 * @param _groupSize synapses in the group, for a trigger that depends on it, as a mean would
 * @throws UsageError for a trigger that looks at no synapse
 */
export function testOf(trigger: Trigger, _groupSize: number): GroupTest {
  if ("largest" in trigger) return { statistic: "largest", limit: consolidationLimit(trigger.largest) };
  if ("sum" in trigger) return { statistic: "sum", limit: consolidationLimit(trigger.sum) };
  throw new UsageError(
    `trigger must be { largest: θ } or { sum: θ }, got ${shown(trigger)}. Give a threshold: no store has a clock yet.`,
  );
}
