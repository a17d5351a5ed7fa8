import { check, isCount } from "../schema/check.js";
import type { Policy } from "./policies.js";

/** A layer of a network: a weight matrix of `neuronCount` rows (postsynaptic) and `inputCount` columns. */
export interface LayerShape {
  neuronCount: number;
  inputCount: number;
}

/** Boundaries of groups are 32-bit integers. */
const MAXIMUM_SYNAPSES = 2 ** 32 - 1;

/** @throws UsageError unless every layer has neurons and inputs, and all together have no more synapses than fit */
function checkLayers(layers: readonly LayerShape[]): void {
  const remedy = "Give each layer a neuronCount and an inputCount of at least 1.";
  check(Array.isArray(layers), "layers", "an array of layers", layers, remedy);
  let total = 0;
  for (const [k, layer] of layers.entries()) {
    for (const key of ["neuronCount", "inputCount"] as const) {
      const value: unknown = layer?.[key];
      check(isCount(value, 1), `layers[${k}].${key}`, "an integer ≥ 1", value, remedy);
    }
    total += layer.neuronCount * layer.inputCount;
  }
  check(total <= MAXIMUM_SYNAPSES, "layers", `of at most ${MAXIMUM_SYNAPSES} synapses`, total, "Use fewer neurons.");
}

/**
 * Number of synapses of all layers together.
 *
 * @throws UsageError for a layer without neurons or inputs
 */
export function synapseCount(layers: readonly LayerShape[]): number {
  checkLayers(layers);
  return layers.reduce((total, { neuronCount, inputCount }) => total + neuronCount * inputCount, 0);
}

/**
 * Boundaries of the groups of synapses a policy consolidates together: group g is [boundaries[g], boundaries[g + 1]).
 * Weights lie layer after layer and row after row, so that every group is one contiguous range.
 *
 * @throws {RangeError} for a group that no one divides layers into
 */
export function groupBoundaries(layers: readonly LayerShape[], group: Policy["group"]): Uint32Array {
  const boundaries = [0];
  let end = 0;
  for (const { neuronCount, inputCount } of layers) {
    const groupCounts = { synapse: neuronCount * inputCount, neuron: neuronCount, layer: 1 };
    if (!Object.hasOwn(groupCounts, group)) {
      throw new RangeError(`A policy's group must be "synapse", "neuron" or "layer", got ${JSON.stringify(group)}.`);
    }
    const groupCount = groupCounts[group];
    const size = (neuronCount * inputCount) / groupCount;
    for (let g = 1; g <= groupCount; g++) boundaries.push(end + g * size);
    end += neuronCount * inputCount;
  }
  return Uint32Array.from(boundaries);
}
