import type { ByteSource } from "../trajectory.js";
import { type RealType, realTypes } from "./real-types.js";

/** An array as it lies in a source. */
export interface StoredArray {
  /** Empty where the source has no names. */
  readonly name: string;
  readonly type: RealType;
  readonly isLittleEndian: boolean;
  readonly shape: readonly number[];
  /** From one index of an axis to the next, in values; 0 where all are the same. */
  readonly strides: readonly number[];
  readonly source: ByteSource;
  /** Bytes before the value of index 0, 0, …. */
  readonly offset: number;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Strides of C order, in which the last index varies fastest. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    strides[k] = stride;
    stride *= shape[k]!;
  }
  return strides;
}

/** Strides of Fortran order, in which the first index varies fastest. */
export const columnMajorStrides = (shape: readonly number[]): number[] =>
  rowMajorStrides(shape.toReversed()).toReversed();

/** Values from the first to the last of a box, those in between that are not of it included. */
export const spanOf = (extents: readonly number[], strides: readonly number[]): number =>
  extents.some((extent) => extent === 0)
    ? 0
    : extents.reduce((span, extent, k) => span + (extent - 1) * strides[k]!, 1);

/** Bytes of the source behind the last value of an array. */
export const endOf = ({ shape, strides, offset, type }: StoredArray): number =>
  offset + spanOf(shape, strides) * realTypes[type].byteCount;
