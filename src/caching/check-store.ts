import { check, checkKeys, checkRecord, firstNotFinite, isAtLeast } from "../schema/check.js";
import {
  type CacheSetting,
  cacheOf,
  checkPatience,
  checkPeriod,
  isRent,
  type PolicySetting,
  type SelfTuning,
  type Threshold,
} from "./cache.js";
import { synapseCount } from "./groups.js";
import { cachingPolicies, comparisonPolicies, isComparison, type Policy } from "./policies.js";
import type { StoreOptions } from "./store.js";

const groups: readonly CacheSetting["group"][] = ["synapse", "neuron", "layer"];

function checkTuning(tuning: SelfTuning, name: string): void {
  for (const key of ["maintenanceCost", "timePrice"] as const) {
    const isPrice = isAtLeast(tuning[key], 0) && Number.isFinite(tuning[key]);
    check(isPrice, `${name}.${key}`, "a finite number ≥ 0", tuning[key], "Use 0 for no cost.");
  }
  const { learnsFrom } = tuning;
  const isSource = ["synapses", "net changes", "updates"].includes(learnsFrom as string);
  check(
    isSource || learnsFrom instanceof Float64Array,
    `${name}.learnsFrom`,
    '"synapses", "net changes", "updates" or a Float64Array',
    learnsFrom,
    "See SelfTuning.",
  );
  const isCorrection = tuning.correctsSubdiffusion === undefined || learnsFrom === "updates";
  const remedy = 'Leave it out, or learn from "updates".';
  check(isCorrection, `${name}.correctsSubdiffusion`, "left out here", tuning.correctsSubdiffusion, remedy);
}

function checkThreshold(threshold: Threshold, name: string): void {
  if (typeof threshold === "object" && threshold?.adaptive === true) {
    checkTuning(threshold, name);
    return;
  }
  check(
    isAtLeast(threshold, 0),
    name,
    "≥ 0 (weight units), or Infinity",
    threshold,
    "Use 0 to consolidate every change at once, Infinity never to consolidate before the end.",
  );
}

function checkDecayTime(decayTime: number, name: string): void {
  const isTime = isAtLeast(decayTime, 0) && decayTime > 0;
  check(isTime, name, "> 0 (time steps), or Infinity", decayTime, "Use Infinity for no decay.");
}

function checkPolicy(setting: PolicySetting, policies: readonly string[]): void {
  const { policy, threshold, decayTime, period, patience } = setting;
  check(policies.includes(policy), "policy", `one of ${policies.join(", ")}`, policy, "The README says what they do.");
  if (policy === "clock") checkPeriod(period, "period");
  else if (isComparison(policy)) checkPatience(patience, "patience");
  else checkThreshold(threshold, "threshold");
  checkDecayTime(decayTime, "decayTime");
}

/** The triggers of stores that have these policies. */
function kindsOf(policies: readonly string[]): string[] {
  const tables: Record<string, Policy>[] = [cachingPolicies, comparisonPolicies];
  const known = tables.filter((table) => policies.some((name) => Object.hasOwn(table, name))).flatMap(Object.values);
  const given = { threshold: 0, period: 1, patience: 1 };
  return [...new Set(known.flatMap(({ trigger }: Policy) => Object.keys(trigger(given))))];
}

/** @throws UsageError for what is no cache, or is that of another store */
function checkCache(cache: CacheSetting, kinds: readonly string[]): void {
  checkRecord(cache, "cache", "Give group, trigger, keeps and decayTime, or null for learning without a cache.");
  checkKeys(cache, ["group", "trigger", "keeps", "decayTime"], "cache");
  const { group, trigger, keeps, decayTime } = cache;
  check(groups.includes(group), "cache.group", `one of ${groups.join(", ")}`, group, "See CacheSetting.");
  const remedyOfTrigger = `Give one of ${kinds.map((one) => `{ ${one}: … }`).join(", ")}.`;
  checkRecord(trigger, "cache.trigger", remedyOfTrigger);
  const [[kind, value] = ["", undefined], ...others] = Object.entries(trigger) as [string, unknown][];
  const isTrigger = others.length === 0 && kinds.includes(kind);
  check(isTrigger, "cache.trigger", "one condition", trigger, remedyOfTrigger);
  if (kind === "every") checkPeriod(value, "cache.trigger.every");
  else if (isRent(trigger)) checkPatience(value, `cache.trigger.${kind}`);
  else checkThreshold(value as Threshold, `cache.trigger.${kind}`);
  check(
    ["nothing", "threshold"].includes(keeps),
    "cache.keeps",
    '"nothing" or "threshold"',
    keeps,
    "See CacheSetting.",
  );
  const leavesExcess = keeps === "nothing" || (group === "synapse" && kind === "largest");
  const remedy = "Only a synapse that is tested by itself can be left at its threshold.";
  check(leavesExcess, "cache.keeps", '"nothing" for this group and trigger', keeps, remedy);
  checkDecayTime(decayTime, "cache.decayTime");
}

/**
 * Checks what a store is made of, so that its loops need not.
 *
 * @param policies names that are allowed; without `none` among them there has to be a cache
 * @returns its cache, null for learning without one
 * @throws UsageError naming the option
 */
export function checkedCache(options: StoreOptions, policies: readonly string[]): CacheSetting | null {
  checkRecord(options, "options of a store", "Give layers, weights, policy, threshold, decayTime and ledger.");
  const { layers, weights, ledger } = options;
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
  const { cache } = options as { cache?: CacheSetting | null };
  if (cache === undefined) checkPolicy(options as PolicySetting, policies);
  else {
    checkKeys(options, ["layers", "weights", "ledger", "cache"], "options of a store with a cache");
    const isOne = cache !== null || policies.includes("none");
    check(isOne, "cache", "a cache", cache, "Use createStore for learning without one.");
    if (cache !== null) checkCache(cache, kindsOf(policies));
  }
  check(typeof ledger?.consolidate === "function", "ledger", "a Ledger", ledger, "Use new Ledger().");
  return cache === undefined ? cacheOf(options as PolicySetting) : cache;
}
