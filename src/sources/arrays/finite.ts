import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import type { WeightTensor } from "../trajectory.js";
import type { RealType } from "./real-types.js";

/**
 * Index of the first value that is NaN or infinite, -1 where there is none. An exponent of ones means either; it is looked for in the
 * words of the values, which is faster than in the numbers.
 */
export function firstNotFinite(values: Float32Array | Float64Array): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  if (values instanceof Float32Array) {
    for (let i = 0; i < words.length; i++) if ((words[i]! & 0x7f800000) === 0x7f800000) return i;
    return -1;
  }
  for (let i = 1; i < words.length; i += 2) if ((words[i]! & 0x7ff00000) === 0x7ff00000) return i >> 1;
  return -1;
}

/** Where a weight is: its synapse counted over all tensors, from 0 as NumPy counts. */
export function placeOf(synapse: number, tensors: readonly WeightTensor[]): string {
  let first = 0;
  for (const { name, shape } of tensors) {
    const size = shape.reduce((product, one) => product * one, 1);
    if (synapse < first + size) {
      return name === "" ? `synapse ${synapse}` : `synapse ${synapse - first} of ${shown(name)}`;
    }
    first += size;
  }
  return `synapse ${synapse}`;
}

/** What a value that is read as NaN was, where it was an integer. */
const oddities: Partial<Record<RealType, string>> = {
  i8: "an integer beyond 2^53 that no float64 is equal to",
  u8: "an integer beyond 2^53 that no float64 is equal to",
  b1: "a truth value other than 0 and 1",
};

/** The refusal of a weight that is no number. Rows are counted from 0, which is w(0). */
export const notFinite = (file: string, row: number, where: string, value: number, type?: RealType): UsageError =>
  new UsageError(
    `${file}, row ${row}, ${where}: a weight must be a finite number, got ${(type && oddities[type]) ?? value}. ` +
      "Rows and synapses are counted from 0; look at the training before this step.",
  );
