import { decays } from "../decays.js";

/** What parameters have that decides whether there is an offline optimum; what is absent is at its default. */
interface Paid {
  decayTime: number;
  costExponent?: number | undefined;
  potentiationOnly?: boolean | undefined;
  changeCost?: number | undefined;
  persistentMaintenanceCost?: number | undefined;
}

/** Why there is no offline optimum with these parameters; null where there is one. */
export function whyNoOfflineOptimum(parameters: Paid): string | null {
  const { decayTime, costExponent = 1, potentiationOnly = false } = parameters;
  const { changeCost = 0, persistentMaintenanceCost = 0 } = parameters;
  if (decays(decayTime))
    return `s decays (a decay time of ${decayTime}), and the trajectory depends on how weights are kept`;
  if (costExponent !== 1) return `a change costs |Δl|^${costExponent}, and not |Δl|`;
  if (potentiationOnly) return "depression is free";
  if (changeCost > 0) return "changing s has a price";
  if (persistentMaintenanceCost > 0) return "holding l has a price";
  return null;
}

/** The same as a remark on runs for which the optimum was asked; undefined where there is nothing to say. */
export function offlineOptimumRemark(parameters: Paid & { offlineOptimum?: boolean | undefined }): string | undefined {
  const reason = parameters.offlineOptimum === true ? whyNoOfflineOptimum(parameters) : null;
  return reason === null ? undefined : `there is no offline optimum, and no regret: ${reason}.`;
}
