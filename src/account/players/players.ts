import type { PolicySetting } from "../../caching/cache.js";
import { cacheOf } from "../../caching/cache.js";
import { pricesOf } from "../../caching/energies.js";
import { type ChangeCost, changeCostOf } from "../../caching/ledger.js";
import { isComparison, patienceOf } from "../../caching/policies.js";
import { cacheBySynapses } from "../../caching/self-tuning/moving-cache.js";
import type { AccountParameters } from "../parameters.js";
import { unitKindOf } from "../units/units.js";
import type { Player } from "./player.js";
import { StorePlayer } from "./store-player.js";
import { SynapsePlayer } from "./synapse-player.js";
import { synapseSetting } from "./synapse-setting.js";

/** Makes the player of some synapses. */
export type PlayerMaker = (initial: Float64Array, ends: Uint32Array | null) => Player;

/** Parameters in which θ is known, or tunes itself. */
export type SettledParameters = Omit<AccountParameters, "threshold"> & { threshold: number | "adaptive" };

/** The cache of parameters, as stores take it. Of events, the changes of a step are told one by one. */
function settingOf(parameters: SettledParameters, source: "rows" | "events"): PolicySetting {
  const { policy, decayTime, maintenanceCost } = parameters;
  const { threshold, ...others } = cacheBySynapses(parameters);
  const learnsFrom = source === "rows" ? "synapses" : "net changes";
  return {
    policy,
    decayTime,
    threshold: typeof threshold === "number" ? threshold : { ...threshold, learnsFrom },
    ...others,
    ...(isComparison(policy) ? { patience: patienceOf(policy, maintenanceCost) } : {}),
  };
}

/** Whether changes of s and what l holds have a price, so that they have to be counted. */
export const countsAll = (parameters: Parameters<typeof pricesOf>[0]): boolean => {
  const { changeCost, persistentMaintenanceCost } = pricesOf(parameters);
  return changeCost > 0 || persistentMaintenanceCost > 0;
};

/** What plays a policy. Each synapse by itself has a loop that is faster than stores, and a test that compares the two. */
export function playerMaker(parameters: SettledParameters, source: "rows" | "events"): PlayerMaker {
  const setting = settingOf(parameters, source);
  const cost: ChangeCost = changeCostOf(parameters);
  const countsEvents = (parameters.eventCost ?? 0) > 0;
  const isTunedByEvents = source === "events" && typeof setting.threshold !== "number";
  if (unitKindOf(parameters) !== "synapse" || isComparison(parameters.policy) || isTunedByEvents) {
    return (initial, ends) =>
      new StorePlayer(initial, ends ?? eachSynapse(initial.length), setting, cost, countsEvents);
  }
  const ofSynapse = synapseSetting(cacheOf(setting));
  return (initial) => new SynapsePlayer(initial, ofSynapse, cost, countsAll(parameters));
}

const eachSynapse = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i + 1);
