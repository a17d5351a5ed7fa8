import { clockPeriod } from "../../theory/self-tuning.js";
import type { PolicySetting, SelfTuning, Threshold } from "../cache.js";
import { ADAPTIVE, DEFAULT_TIME_PRICE } from "../parameters.js";
import type { PolicyName } from "../policies.js";

/** What decides when a clock strikes. */
export interface ClockParameters {
  maintenanceCost: number;
  decayTime: number;
  period?: number | "auto" | undefined;
  /** Λ */
  timePrice?: number | undefined;
}

/** Time steps between two consolidations of a clock, where they are not given: 1/(2c/3 + Λ/τ) to the next whole number, at least 1. */
export function periodOf({ period = "auto", maintenanceCost, decayTime, timePrice }: ClockParameters): number {
  if (period !== "auto") return period;
  return clockPeriod(maintenanceCost, decayTime, timePrice ?? DEFAULT_TIME_PRICE);
}

/** A threshold that follows each synapse's own changes. */
const tunedBySynapses = ({ maintenanceCost, timePrice = DEFAULT_TIME_PRICE }: ClockParameters): SelfTuning => ({
  adaptive: true,
  maintenanceCost,
  timePrice,
  learnsFrom: "synapses",
});

/** What an engine needs of a cache beside its policy, where θ is a number or follows each synapse's own changes. */
export function cacheBySynapses(
  parameters: ClockParameters & { policy: PolicyName; threshold: number | typeof ADAPTIVE },
): { threshold: Threshold } & Pick<PolicySetting, "period"> {
  const { policy, threshold } = parameters;
  // A clock looks at no threshold, whichever there is.
  if (policy === "clock") return { threshold: Number.POSITIVE_INFINITY, period: periodOf(parameters) };
  if (threshold !== ADAPTIVE) return { threshold };
  return { threshold: policy === "none" ? 0 : tunedBySynapses(parameters) };
}
