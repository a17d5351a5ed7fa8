import { check, isAtLeast, isCount } from "../schema/check.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import {
  allPolicyNames,
  cachingPolicies,
  comparisonPolicies,
  isComparison,
  type Policy,
  type PolicyName,
} from "./policies.js";

/**
 * A threshold that tunes itself while learning (`docs/self-tuning-threshold.md`). It depends on prices, and carries them.
 */
export interface SelfTuning {
  readonly adaptive: true;
  /** c, per unit of |s| held for one time step. */
  readonly maintenanceCost: number;
  /** Λ ≥ 0, dimensionless: the price of learning time where s decays. */
  readonly timePrice: number;
  /**
   * What the size of changes is learned from: of `"synapses"`, from each one's own changes; of `"updates"`, from how often there
   * is one, where each changes every synapse by ±1; with root mean squares of the inputs, one a synapse, where it changes them by that.
   * Where a time step has several changes, of `"net changes"`: from what they come to for each synapse, at its end.
   */
  readonly learnsFrom: "synapses" | "net changes" | "updates" | Float64Array;
  /** Of `"updates"`: whether s that changes push back more than on counts as diffusing less than they do each by itself. */
  readonly correctsSubdiffusion?: boolean | undefined;
}

/** θ ≥ 0 in weight units, or how it tunes itself; the test is strict. */
export type Threshold = number | SelfTuning;

/**
 * When a group is consolidated: its largest |s| or its Σ|s| exceeds θ, or so many time steps have gone by. To compare with: Σ|s| over
 * the time steps since s was last 0 or had the other sign is so many times |s| (`rent`); or, of what is in s, each level by
 * itself when it has been held for so many time steps (`held`); or what exceeds θ = ⌊√(p̂/c)⌋, with p̂ the rate of updates, which falls
 * while none comes, and with 1/c time steps (`silence`).
 */
export type Trigger =
  | { readonly largest: Threshold }
  | { readonly sum: Threshold }
  | { readonly every: number }
  | { readonly rent: number }
  | { readonly held: number }
  | { readonly silence: number };

/** Whether it is one to compare with, which no kernel has. */
export const isRent = (trigger: Trigger): trigger is { rent: number } | { held: number } | { silence: number } =>
  "rent" in trigger || "held" in trigger || "silence" in trigger;

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
  /** θ ≥ 0 in weight units; without a meaning where the policy has none. */
  threshold: number;
}

/** All that flags, jobs and documents have of a cache. */
export interface PolicySetting {
  policy: PolicyName;
  /** θ; without a meaning where the policy has none. */
  threshold: Threshold;
  /** Of the policy `clock`: n ≥ 1, time steps between two consolidations; Infinity is never before the end. */
  period?: number | undefined;
  /** Of policies that rent or buy: κ/c ≥ 0, time steps (`patienceOf`); Infinity is never before the end. */
  patience?: number | undefined;
  /** τ > 0 in time steps; Infinity is no decay. */
  decayTime: number;
}

/** @throws UsageError unless it is a duration, or Infinity */
export function checkPatience(patience: unknown, name: string): void {
  const remedy = "Use patienceOf; 0 is at once, Infinity never before the end.";
  check(isAtLeast(patience, 0), name, "≥ 0 (time steps), or Infinity", patience, remedy);
}

/** @throws UsageError unless it is a number of time steps, or Infinity */
export function checkPeriod(period: unknown, name: string): void {
  const isPeriod = period === Number.POSITIVE_INFINITY || isCount(period, 1);
  check(isPeriod, name, "an integer ≥ 1 (time steps), or Infinity", period, "Use Infinity for never before the end.");
}

/**
 * The cache of a policy; null for `none`.
 *
 * @throws UsageError for a policy that is not in the table, and for a clock without its period or a comparison without its patience
 */
export function cacheOf({ policy, threshold, decayTime, period, patience }: PolicySetting): CacheSetting | null {
  if (policy === "none") return null;
  const known: Record<string, Policy> = { ...cachingPolicies, ...comparisonPolicies };
  const isKnown = Object.hasOwn(known, policy);
  check(isKnown, "policy", `one of ${allPolicyNames.join(", ")}`, policy, "Choose one of these.");
  const { group, trigger, keeps } = known[policy]!;
  if (policy === "clock") checkPeriod(period, "period");
  if (isComparison(policy)) checkPatience(patience, "patience");
  const never = Number.POSITIVE_INFINITY;
  const given = { threshold, period: period ?? never, patience: patience ?? never };
  return { group, trigger: trigger(given), keeps, decayTime };
}

/** What a store looks at in a group of synapses, and what that has to exceed; a clock, and who rents, look at none. */
export interface GroupTest {
  statistic: "largest" | "sum" | "none";
  threshold: Threshold;
}

/**
 * The test of a trigger on a group. Stores and kernels both take it from here.
 *
 * @param _groupSize synapses in the group, for a trigger that depends on it, as a mean would
 */
export function testOf(trigger: Trigger, _groupSize: number): GroupTest {
  if ("largest" in trigger) return { statistic: "largest", threshold: trigger.largest };
  if ("sum" in trigger) return { statistic: "sum", threshold: trigger.sum };
  if ("every" in trigger || isRent(trigger)) return { statistic: "none", threshold: Number.POSITIVE_INFINITY };
  throw new UsageError(
    `trigger must be { largest: θ }, { sum: θ }, { every: n }, { rent: n }, { held: n } or { silence: n }, got ${shown(trigger)}. Give one of these.`,
  );
}
