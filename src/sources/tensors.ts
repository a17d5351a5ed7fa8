import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { permuted, type WeightArray } from "./arrays/weight-array.js";
import type { SourceOptions } from "./options.js";
import type { WeightTensor } from "./trajectory.js";

/** Bytes of the weights of one time step that are held at once; more are read in parts. */
const LARGEST_ROW = 2 ** 30;

/** What a tensor is, from the shape of an array without time. */
export interface TensorRules extends Pick<SourceOptions, "neurons" | "neuronAxis"> {
  /** Where the format has neurons, of an array of this name and shape. */
  neuronAxisOf(array: Pick<WeightArray, "name" | "shape">): number;
  /** Whether an array of one axis holds the synapses of one neuron, and not a weight for each of many neurons as biases do. */
  readonly isOneNeuron: boolean;
}

/**
 * The tensor that an array is.
 *
 * @param file its name, for messages
 * @throws UsageError where `neurons` does not divide the synapses, or there is no such axis
 */
export function tensorOf(array: Pick<WeightArray, "name" | "shape">, rules: TensorRules, file: string): WeightTensor {
  const { name, shape } = array;
  const size = shape.reduce((product, one) => product * one, 1);
  const what = name === "" ? file : `${file}, ${shown(name)}`;
  if (rules.neurons !== undefined) {
    if (size % rules.neurons !== 0) {
      throw new UsageError(
        `${what}: neurons must divide the ${size} synapses, got ${rules.neurons}. Give a number that does.`,
      );
    }
    return { name, shape: [rules.neurons, size / rules.neurons], neuronAxis: 0 };
  }
  if (shape.length === 0 || (shape.length === 1 && rules.isOneNeuron)) return { name, shape: [1, size], neuronAxis: 0 };
  const given = rules.neuronAxis ?? (shape.length === 1 ? 0 : rules.neuronAxisOf(array));
  // Biases have one axis whatever the others have.
  const neuronAxis = shape.length === 1 ? 0 : given < 0 ? given + shape.length : given;
  if (neuronAxis < 0 || neuronAxis >= shape.length) {
    throw new UsageError(
      `${what}: neuron axis must be from ${-shape.length} to ${shape.length - 1} for the shape ${shape.join("×")} ` +
        `(without time), got ${given}. Leave --neuron-axis out for that of the format.`,
    );
  }
  return { name, shape, neuronAxis };
}

/** @throws UsageError if the weights of one time step take more memory than is used for them */
export function checkRow(synapseCount: number, file: string): void {
  if (8 * synapseCount <= LARGEST_ROW) return;
  throw new UsageError(
    `${file}: a time step must have at most ${LARGEST_ROW / 8} weights to be read at once, got ${synapseCount}. ` +
      "Take the synapses in parts: --shard i/n.",
  );
}

/** An array with time as its first axis: it is that already, or its last one where the first axis counts synapses. */
export function timeFirst(array: WeightArray, axis: SourceOptions["axis"]): WeightArray {
  if (array.shape.length === 1) return ofOneSynapse(array);
  if (axis !== "synapse") return array;
  const last = array.shape.length - 1;
  return permuted(array, [last, ...array.shape.slice(0, last).map((_, k) => k)]);
}

/** An array with one axis, that of time, gets one of synapses. */
function ofOneSynapse(array: WeightArray): WeightArray {
  const [shape, strides] = [
    [array.shape[0]!, 1],
    [array.strides[0]!, 1],
  ];
  return {
    ...array,
    shape,
    strides,
    ...(array.stored && { stored: { ...array.stored, shape, strides } }),
    read: ([from], [extent], to) => array.read([from!], [extent!], { ...to, strides: to.strides.slice(0, 1) }),
  };
}
