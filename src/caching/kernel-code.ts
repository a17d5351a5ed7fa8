import { type CacheCode, cacheCodes, type KernelCache } from "../kernels/cache-codes.js";
import { exp } from "../math/elementary.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { type CacheSetting, type GroupTest, testOf } from "./cache.js";
import type { LayerShape } from "./groups.js";

type Group = CacheSetting["group"];

/** Synapses that are consolidated together. */
function groupSize({ neuronCount, inputCount }: LayerShape, group: Group): number {
  switch (group) {
    case "synapse":
      return 1;
    case "neuron":
      return inputCount;
    case "layer":
      return neuronCount * inputCount;
    default:
      throw unknown("group", group);
  }
}

/** What the type rules out and a caller in JavaScript may give all the same. */
const unknown = (name: string, value: never): UsageError =>
  new UsageError(`${name} must be one that the fast engines know, got ${shown(value)}. Use a setting of cacheOf.`);

/** @throws UsageError for a trigger that looks at no synapse, and for s that is not emptied; no engine has either yet */
function checkKernelsHave({ trigger, keeps }: CacheSetting, learner: string): void {
  if ("every" in trigger) {
    throw new UsageError(
      `trigger must be one that the fast engine of the ${learner} knows, a threshold on the largest |s| or on Σ|s|, ` +
        `got ${shown(trigger)}. Give a threshold: no engine has a clock yet.`,
    );
  }
  switch (keeps) {
    case "nothing":
      return;
    case "threshold":
      throw new UsageError(
        `keeps must be one that the fast engine of the ${learner} knows, "nothing", got ${shown(keeps)}. ` +
          'Use "nothing": no engine leaves s at the threshold yet.',
      );
    default:
      throw unknown("keeps", keeps);
  }
}

/** @param alone whether the neuron of a layer is its only one, so that the layer is the neuron */
function codeOf(group: Group, statistic: GroupTest["statistic"], alone: boolean, learner: string): CacheCode {
  switch (group) {
    case "synapse":
      // The sum over one synapse is its |s|.
      return cacheCodes.SYNAPSE;
    case "neuron":
      return statistic === "sum" ? cacheCodes.NEURON_BY_SUM : cacheCodes.NEURON_BY_LARGEST;
    case "layer":
      if (alone) return codeOf("neuron", statistic, alone, learner);
      if (statistic === "largest") return cacheCodes.LAYER_BY_LARGEST;
      throw new UsageError(
        `a layer must be consolidated by its largest |s| in the fast engine of the ${learner}, got Σ|s|. ` +
          "Use another policy, or --engine reference.",
      );
    default:
      throw unknown("group", group);
  }
}

/**
 * A cache as kernels take it. Nothing else knows how they number caches.
 *
 * @param setting null is learning without a cache, every change persistent at once
 * @param layers of the network; there is a limit for each
 * @param learner whose fast engine it is, for the message
 * @throws UsageError for what the kernels lack; run as something else, it would give a wrong result without a word
 */
export function encodeCache(setting: CacheSetting | null, layers: readonly LayerShape[], learner: string): KernelCache {
  // s never outlives the step that made it: nothing decays, and all limits are 0.
  if (setting === null) return { code: cacheCodes.NONE, limits: layers.map(() => 0), decayFactor: 1 };
  checkKernelsHave(setting, learner);
  const { group, trigger, decayTime } = setting;
  const tests = layers.map((layer) => testOf(trigger, groupSize(layer, group)));
  const alone = layers.every(({ neuronCount }) => neuronCount === 1);
  return {
    code: codeOf(group, tests[0]!.statistic, alone, learner),
    limits: tests.map(({ limit }) => limit),
    decayFactor: exp(-1 / decayTime),
  };
}
