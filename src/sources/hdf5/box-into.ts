import type { Destination } from "../arrays/spread.js";
import { rowMajorStrides, sizeOf } from "../arrays/stored-array.js";

/** Puts the values of a box, in C order, where they go. Integers of 64 bits that no float64 is equal to become NaN. */
export function boxInto(values: ArrayLike<number | bigint>, extents: readonly number[], to: Destination): void {
  const strides = rowMajorStrides(extents);
  const isInOrder = strides.every((stride, k) => extents[k] === 1 || stride === to.strides[k]);
  const count = sizeOf(extents);
  const indices = extents.map(() => 0);
  let write = to.at;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    to.values[isInOrder ? to.at + i : write] = typeof value === "number" ? value : exactly(value);
    if (isInOrder) continue;
    for (let k = extents.length - 1; k >= 0; k--) {
      write += to.strides[k]!;
      if (++indices[k]! < extents[k]!) break;
      write -= to.strides[k]! * extents[k]!;
      indices[k] = 0;
    }
  }
}

function exactly(value: bigint): number {
  const real = Number(value);
  return BigInt(real) === value ? real : Number.NaN;
}
