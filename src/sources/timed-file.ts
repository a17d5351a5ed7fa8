import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { arrayTrajectory } from "./arrays/array-trajectory.js";
import { realTypes } from "./arrays/real-types.js";
import { choose, listed } from "./choose.js";
import type { Contents } from "./contents.js";
import type { SourceOptions } from "./options.js";
import { tensorOf, timeFirst } from "./tensors.js";
import type { DenseTrajectory } from "./trajectory.js";

/** Left out, as a description says it. */
export const without = (leftOut: readonly string[]): string =>
  leftOut.length === 0 ? "" : `; without ${listed(leftOut)}`;

/**
 * A file that holds weights over time.
 *
 * @throws UsageError where it holds those of one moment, or arrays of different lengths
 */
export function timedFile(contents: Contents, options: SourceOptions): DenseTrajectory {
  const { file, format, isModel } = contents;
  if (isModel && options.axis === undefined) {
    throw new UsageError(
      `${file.name}: is one ${format}, and so the weights at one moment. Give all that were saved, in a folder or as a pattern; ` +
        "or say with --axis time that the first axis of its tensors is time.",
    );
  }
  const { arrays: chosen, leftOut } = choose(contents, options.select, isModel);
  const arrays = chosen.map((array) => timeFirst(array, options.axis));
  const rowCount = arrays[0]!.shape[0]!;
  const other = arrays.find(({ shape }) => shape[0] !== rowCount);
  if (other !== undefined) {
    throw new UsageError(
      `${file.name}: all arrays must have the same number of time steps, but ${shown(arrays[0]!.name)} has ${rowCount} ` +
        `and ${shown(other.name)} has ${other.shape[0]}. Choose with --select, or turn them with --axis synapse.`,
    );
  }
  if (rowCount < 2) {
    throw new UsageError(
      `${file.name}: must have w(0) and at least one time step after it, but has one row. ` +
        "Record the weights before learning and after every step.",
    );
  }
  const rules = { ...options, neuronAxisOf: contents.neuronAxisOf, isOneNeuron: true };
  const tensors = arrays.map((array) => tensorOf({ ...array, shape: array.shape.slice(1) }, rules, file.name));
  const synapseCount = tensors.reduce((sum, { shape }) => sum + shape.reduce((product, one) => product * one, 1), 0);
  const types = [...new Set(arrays.map(({ type }) => realTypes[type].words))].join(", ");
  const description = `${format} of ${types}, ${rowCount} rows × ${synapseCount} synapses${without(leftOut)}`;
  return arrayTrajectory({ file, description, arrays, tensors });
}
