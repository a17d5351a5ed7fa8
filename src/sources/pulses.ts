import { UsageError } from "../schema/usage-error.js";
import { newReals, realTypes } from "./arrays/real-types.js";
import { rowMajorStrides, sizeOf } from "./arrays/stored-array.js";
import { weightArray } from "./arrays/weight-array.js";
import { readNpySource } from "./npy-source.js";
import type { ByteSource } from "./trajectory.js";

/** Writes of every synapse that somebody else counted, as the pulse counters of aihwkit do. */
export interface PulseCounts {
  /** In row-major order of `shape`. */
  readonly counts: Float64Array;
  readonly shape: readonly number[];
}

/** Bytes of the counts that are held at once. */
const LARGEST = 2 ** 30;

/**
 * The counts in a `.npy` file, one for each synapse.
 *
 * @throws UsageError where one is no whole number ≥ 0, and for what is damaged
 */
export async function readPulses(source: ByteSource): Promise<PulseCounts> {
  const array = weightArray(await readNpySource(source));
  const count = sizeOf(array.shape);
  if (count === 0) throw new UsageError(`${source.name}: is an empty array. Give a count for each synapse.`);
  if (8 * count > LARGEST)
    throw new UsageError(`${source.name}: must have at most ${LARGEST / 8} counts, got ${count}.`);
  const values = newReals(realTypes[array.type].isDouble, count);
  const origin = array.shape.map(() => 0);
  await array.read(origin, array.shape, { values, at: 0, strides: rowMajorStrides(array.shape) });
  await source.close?.();
  const bad = values.findIndex((value) => !Number.isSafeInteger(value) || value < 0);
  if (bad < 0) return { counts: Float64Array.from(values), shape: array.shape };
  throw new UsageError(
    `${source.name}, synapse ${bad}: a count of writes must be a whole number from 0 to 2^53 − 1, got ${values[bad]}. ` +
      "Synapses are counted from 0; save absolute numbers of pulses.",
  );
}
