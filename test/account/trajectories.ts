import type { DenseTrajectory, EventTrajectory, WeightRows, WeightTensor } from "../../src/sources/trajectory.js";

const sizeOf = (tensors: readonly WeightTensor[]): number =>
  tensors.reduce((sum, { shape }) => sum + shape.reduce((all, size) => all * size, 1), 0);

/** Rows in memory, read in chunks of so many. */
export function denseTrajectory(
  rows: readonly ArrayLike<number>[],
  tensors: readonly WeightTensor[],
  { chunk = 3, checkpoints = false, single = false } = {},
): DenseTrajectory {
  const synapseCount = sizeOf(tensors);
  const Kind = single ? Float32Array : Float64Array;
  return {
    kind: "rows",
    description: `${rows.length} rows`,
    tensors,
    synapseCount,
    checkpoints,
    async *rows({ start, end } = { start: 0, end: synapseCount }): AsyncGenerator<WeightRows> {
      for (let first = 0; first < rows.length; first += chunk) {
        const some = rows.slice(first, first + chunk);
        const weights = new Kind(some.length * (end - start));
        for (const [k, row] of some.entries()) {
          for (let i = start; i < end; i++) weights[k * (end - start) + i - start] = row[i]!;
        }
        yield { rowCount: some.length, weights, byteCount: 8 * (first + some.length) * (end - start) };
      }
    },
  };
}

/** A change of one synapse, to a weight. */
export type Change = readonly [synapse: number, weight: number];

export function eventTrajectory(
  initial: readonly number[],
  bins: readonly (readonly Change[])[],
  tensors: readonly WeightTensor[],
): EventTrajectory {
  return {
    kind: "events",
    description: `${bins.length} bins`,
    tensors,
    synapseCount: initial.length,
    checkpoints: false,
    initial: Float64Array.from(initial),
    async *steps() {
      for (const bin of bins) {
        const synapses = Int32Array.from(bin, ([synapse]) => synapse);
        yield { synapses, weights: Float64Array.from(bin, ([, weight]) => weight), byteCount: 0 };
      }
    },
  };
}
