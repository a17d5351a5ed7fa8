import type { SelfTuning } from "../caching/cache.js";
import { needsWrites } from "../caching/energies.js";
import { ADAPTIVE, DEFAULT_TIME_PRICE } from "../caching/parameters.js";
import { periodOf } from "../caching/self-tuning/moving-cache.js";
import type { SpikingRunParameters } from "./engine.js";
import type { SpikingParameters } from "./parameters.js";

/** A threshold that follows what the changes of a presentation come to for each synapse. */
const selfTuned = ({ maintenanceCost, timePrice = DEFAULT_TIME_PRICE }: SpikingParameters): SelfTuning => ({
  adaptive: true,
  maintenanceCost,
  timePrice,
  learnsFrom: "net changes",
});

/** What an engine has to know of parameters: no price, but what tunes itself by them. */
export function runParametersOf(parameters: SpikingParameters): SpikingRunParameters {
  const { threshold, period, timePrice, offlineOptimum, countWrites, ...withPrices } = parameters;
  const { maintenanceCost, changeCost, persistentMaintenanceCost, writeCost, eventCost, ...given } = withPrices;
  const others = { ...given, countsWrites: needsWrites(parameters) };
  // A clock looks at no threshold, whichever there is.
  if (others.policy === "clock")
    return { ...others, threshold: Number.POSITIVE_INFINITY, period: periodOf(parameters) };
  if (threshold !== ADAPTIVE) return { ...others, threshold };
  return { ...others, threshold: others.policy === "none" ? 0 : selfTuned(parameters) };
}
