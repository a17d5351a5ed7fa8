import { readBox } from "./read-box.js";
import type { RealType } from "./real-types.js";
import type { Destination } from "./spread.js";
import type { StoredArray } from "./stored-array.js";

/** An array that can be read box by box, however it is kept. */
export interface WeightArray {
  readonly name: string;
  readonly type: RealType;
  readonly shape: readonly number[];
  /** How far apart values lie along every axis, for whoever chooses the order to read them in. */
  readonly strides: readonly number[];
  /** Along every axis, how many values are packed together: those are unpacked together. */
  readonly chunks?: readonly number[];
  /** Where its bytes are, unless they have to be unpacked. */
  readonly stored?: StoredArray;
  /** @throws UsageError where the source ends before, or cannot be unpacked */
  read(from: readonly number[], extents: readonly number[], to: Destination): Promise<void>;
}

/** A single number (0-d) has one axis of one value. */
export function weightArray(array: StoredArray): WeightArray {
  const stored = array.shape.length > 0 ? array : { ...array, shape: [1], strides: [1] };
  const { name, type, shape, strides } = stored;
  return { name, type, shape, strides, stored, read: (from, extents, to) => readBox(stored, from, extents, to) };
}

/** The same array with its axes in another order: `axes[k]` is the former number of axis k. */
export function permuted(array: WeightArray, axes: readonly number[]): WeightArray {
  const places = axes.map((_, axis) => axes.indexOf(axis));
  const inOrder = (list: readonly number[]): number[] => axes.map((axis) => list[axis]!);
  const former = (list: readonly number[]): number[] => places.map((place) => list[place]!);
  const { stored, chunks } = array;
  return {
    ...array,
    shape: inOrder(array.shape),
    strides: inOrder(array.strides),
    ...(chunks && { chunks: inOrder(chunks) }),
    ...(stored && { stored: { ...stored, shape: inOrder(stored.shape), strides: inOrder(stored.strides) } }),
    read: (from, extents, to) => array.read(former(from), former(extents), { ...to, strides: former(to.strides) }),
  };
}
