import { type CacheCode, cacheCodes, type KernelCache, lawCodes } from "../kernels/cache-codes.js";
import { exp } from "../math/elementary.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { type CacheSetting, type GroupTest, isRent, type Threshold, testOf } from "./cache.js";
import type { LayerShape } from "./groups.js";
import { selfTuningLaw } from "./self-tuning/law.js";
import { consolidationLimit } from "./threshold.js";

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

/** What a kernel may have beyond thresholds that stay, after which s is empty. None has `rent`, which is there to compare with. */
export type KernelAbility = "clock" | "excess" | "adaptive" | "rent";

/** @throws UsageError for what the kernels of a learner lack */
function checkKernelsHave(
  { trigger, keeps }: CacheSetting,
  tuning: Threshold,
  can: readonly KernelAbility[],
  learner: string,
): void {
  const lacks = (ability: KernelAbility, name: string, value: unknown): void => {
    if (can.includes(ability)) return;
    throw new UsageError(
      `${name} must be one that the fast engine of the ${learner} knows, got ${shown(value)}. Use --engine reference.`,
    );
  };
  if (isRent(trigger)) lacks("rent", "trigger", trigger);
  if ("every" in trigger) lacks("clock", "trigger", trigger);
  if (typeof tuning !== "number") lacks("adaptive", "threshold", "adaptive");
  if (keeps === "nothing") return;
  if (keeps !== "threshold") throw unknown("keeps", keeps);
  lacks("excess", "keeps", keeps);
}

const lawKinds = {
  root: lawCodes.ROOT,
  "root where it pays": lawCodes.ROOT_WHERE_IT_PAYS,
  "lattice excess": lawCodes.LATTICE_EXCESS,
  "lattice reset": lawCodes.LATTICE_RESET,
} as const;

/** How θ of one group moves, as kernels take it. */
function encodeLaw(setting: CacheSetting, { statistic, threshold }: GroupTest, size: number): Partial<KernelCache> {
  if (typeof threshold === "number") return {};
  const { kind, factor, scale, cost, growthWindow } = selfTuningLaw(threshold, { ...setting, statistic }, size);
  const { learnsFrom } = threshold;
  if (!(learnsFrom instanceof Float64Array)) {
    return {
      law: { kind: lawKinds[kind], factor: factor * scale, cost, ...(growthWindow !== undefined && { growthWindow }) },
    };
  }
  const law = { kind: lawKinds[kind], factor: 1, cost };
  if (statistic !== "sum") return { law, scales: learnsFrom.map((scale) => factor * scale) };
  return { law: { ...law, factor: factor * learnsFrom.reduce((sum, scale) => sum + scale, 0) } };
}

/** θ over the deviation of changes, or over the sum of these, in every layer, where each synapse learns from its own. */
function encodeFactors(
  setting: CacheSetting,
  tests: readonly GroupTest[],
  sizes: readonly number[],
): Pick<KernelCache, "factors"> {
  const { statistic, threshold } = tests[0]!;
  if (typeof threshold === "number" || threshold.learnsFrom !== "synapses") return {};
  return { factors: sizes.map((size) => selfTuningLaw(threshold, { ...setting, statistic }, size).factor) };
}

/** @param alone whether the neuron of a layer is its only one, so that the layer is the neuron */
function codeOf(
  { group, keeps }: Pick<CacheSetting, "group" | "keeps">,
  statistic: GroupTest["statistic"],
  alone: boolean,
  learner: string,
): CacheCode {
  if (statistic === "none") return cacheCodes.CLOCK;
  switch (group) {
    case "synapse":
      // The sum over one synapse is its |s|.
      return keeps === "threshold" ? cacheCodes.SYNAPSE_EXCESS : cacheCodes.SYNAPSE;
    case "neuron":
      return statistic === "sum" ? cacheCodes.NEURON_BY_SUM : cacheCodes.NEURON_BY_LARGEST;
    case "layer":
      if (alone) return codeOf({ group: "neuron", keeps }, statistic, alone, learner);
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
 * @param can what that engine has beyond thresholds that stay
 * @throws UsageError for what the kernels lack; run as something else, it would give a wrong result without a word
 */
export function encodeCache(
  setting: CacheSetting | null,
  layers: readonly LayerShape[],
  learner: string,
  can: readonly KernelAbility[] = [],
): KernelCache {
  // s never outlives the step that made it: nothing decays, and all limits are 0.
  if (setting === null) return { code: cacheCodes.NONE, limits: layers.map(() => 0), decayFactor: 1 };
  const { group, trigger, decayTime } = setting;
  const sizes = layers.map((layer) => groupSize(layer, group));
  const tests = sizes.map((size) => testOf(trigger, size));
  checkKernelsHave(setting, tests[0]!.threshold, can, learner);
  const alone = layers.every(({ neuronCount }) => neuronCount === 1);
  const thresholds = tests.map(({ threshold }) =>
    typeof threshold === "number" ? threshold : Number.POSITIVE_INFINITY,
  );
  return {
    code: codeOf(setting, tests[0]!.statistic, alone, learner),
    limits: thresholds.map(consolidationLimit),
    decayFactor: exp(-1 / decayTime),
    thresholds,
    ...("every" in trigger ? { period: trigger.every } : {}),
    ...encodeLaw(setting, tests[0]!, sizes[0]!),
    ...encodeFactors(setting, tests, sizes),
  };
}
