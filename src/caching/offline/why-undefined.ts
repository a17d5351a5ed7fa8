import { decays } from "../decays.js";

/** What decides whether there is an offline optimum. */
interface PricedCache {
  decayTime: number;
  costExponent?: number | undefined;
  potentiationOnly?: boolean | undefined;
  changeCost?: number | undefined;
  persistentMaintenanceCost?: number | undefined;
  writeCost?: number | undefined;
  eventCost?: number | undefined;
}

/** Why there is no offline optimum with these parameters; null where there is one. */
export function whyNoOfflineOptimum({
  decayTime,
  costExponent = 1,
  potentiationOnly = false,
  changeCost = 0,
  persistentMaintenanceCost = 0,
  writeCost = 0,
  eventCost = 0,
}: PricedCache): string | null {
  if (decays(decayTime))
    return `s decays (a decay time of ${decayTime}), and the trajectory depends on how weights are kept`;
  if (costExponent !== 1) return `a change costs |Δl|^${costExponent}, and not |Δl|`;
  if (potentiationOnly) return "depression is free";
  if (changeCost > 0) return "changing s has a price";
  if (persistentMaintenanceCost > 0) return "holding l has a price";
  if (writeCost > 0) return "a write has a price of its own";
  if (eventCost > 0) return "a consolidation has a price of its own";
  return null;
}

/** What to know where an offline optimum is asked for and there is none; undefined otherwise. */
export function offlineOptimumRemark(parameters: PricedCache & { offlineOptimum?: boolean | undefined }) {
  const reason = parameters.offlineOptimum === true ? whyNoOfflineOptimum(parameters) : null;
  return reason === null ? undefined : `there is no offline optimum, and no regret: ${reason}.`;
}
