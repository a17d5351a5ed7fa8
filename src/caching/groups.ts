import type { Policy } from "./policies.js";

/** A layer of a network: a weight matrix of `neuronCount` rows (postsynaptic) and `inputCount` columns. */
export interface LayerShape {
  neuronCount: number;
  inputCount: number;
}

/** Number of synapses of all layers together. */
export function synapseCount(layers: readonly LayerShape[]): number {
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
