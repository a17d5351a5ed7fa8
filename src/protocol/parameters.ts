import { ADAPTIVE, cachingParameters, policyParameter, thresholdRange } from "../caching/parameters.js";
import { WEIGHT_UNIT } from "../perceptron/parameters.js";
import { count, quantity, quantityOr } from "../schema/parameter.js";
import { shown } from "../schema/shown.js";
import { z } from "../schema/zod.js";
import { maximumInputCount } from "../tasks/pattern-set.js";

/** The neuron of a protocol, and its cache; every field has a default. */
export const neuronSchema = z.strictObject({
  inputCount: count({ max: maximumInputCount, default: 100, description: "N, inputs" }),
  bias: z
    .boolean({ error: ({ input }: { input?: unknown }) => `must be true or false, got ${shown(input)}.` })
    .default(true)
    .meta({
      description: "whether there is an input that is always on; its synapse, the last, caches like all others",
    }),
  margin: quantity({
    min: 0,
    infinite: true,
    unit: "dimensionless",
    default: 0,
    description: "κ: a pattern with target d changes the weights while d·(w·x) ≤ κ√N",
    remedy: "Use Infinity for synapses that change whenever they are stimulated.",
  }),
  policy: policyParameter("local-global"),
  threshold: quantityOr([ADAPTIVE], { ...thresholdRange, unit: WEIGHT_UNIT, default: 5 }),
  ...cachingParameters,
});

export type NeuronParameters = z.output<typeof neuronSchema>;
export const neuronKeys = Object.keys(neuronSchema.shape) as (keyof NeuronParameters)[];
