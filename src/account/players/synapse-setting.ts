import type { CacheSetting } from "../../caching/cache.js";
import { decays } from "../../caching/decays.js";
import { selfTuningLaw } from "../../caching/self-tuning/law.js";
import { consolidationLimit } from "../../caching/threshold.js";
import { exp } from "../../math/elementary.js";

/** A cache in which each synapse is on its own, in numbers. */
export interface SynapseSetting {
  /** θ; Infinity where there is none. */
  readonly threshold: number;
  /** What |s| must exceed. */
  readonly limit: number;
  /** θ over the deviation of a synapse's own changes; null where it does not tune itself. */
  readonly factor: number | null;
  readonly keepsThreshold: boolean;
  /** τ in time steps; Infinity where nothing decays. */
  readonly decayTime: number;
  /** exp(−1/τ) */
  readonly decayFactor: number;
  /** Time steps between two consolidations of a clock; Infinity without one. */
  readonly period: number;
}

/** Learning without a cache is one whose θ is 0: s never outlives the step that made it, so that nothing decays. */
const classic: SynapseSetting = {
  threshold: 0,
  limit: 0,
  factor: null,
  keepsThreshold: false,
  decayTime: Number.POSITIVE_INFINITY,
  decayFactor: 1,
  period: Number.POSITIVE_INFINITY,
};

/** @param cache of a policy that acts on each synapse alone; null is learning without one */
export function synapseSetting(cache: CacheSetting | null): SynapseSetting {
  if (cache === null) return classic;
  const { trigger, keeps } = cache;
  const decayTime = decays(cache.decayTime) ? cache.decayTime : Number.POSITIVE_INFINITY;
  const common = { keepsThreshold: keeps === "threshold", decayTime, decayFactor: exp(-1 / decayTime) };
  const never = Number.POSITIVE_INFINITY;
  if ("every" in trigger) return { ...common, threshold: never, limit: never, factor: null, period: trigger.every };
  const tuning = "largest" in trigger ? trigger.largest : never;
  if (typeof tuning === "number") {
    return { ...common, threshold: tuning, limit: consolidationLimit(tuning), factor: null, period: never };
  }
  const { factor } = selfTuningLaw(tuning, { statistic: "largest", keeps, decayTime }, 1);
  return { ...common, threshold: never, limit: never, factor, period: never };
}
