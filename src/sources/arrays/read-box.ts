import { fillBytes } from "../read-bytes.js";
import { decode } from "./decode.js";
import { type Reals, realTypes } from "./real-types.js";
import { type StoredArray, sizeOf, spanOf } from "./stored-array.js";

/** Bytes that are read at once at most. */
const LARGEST_READ = 2 ** 24;
/** A read takes about as long as this many bytes do: so many that nobody asked for are read rather than asking again. */
const BYTES_A_READ = 2 ** 16;

/** Where values of a box go. */
export interface Destination {
  readonly values: Reals;
  readonly at: number;
  /** For every axis of the box. */
  readonly strides: readonly number[];
}

/**
 * Reads a box of an array, in whatever order it lies: what lies close together is read at once, what lies far apart piece by piece,
 * so that the memory taken does not depend on the size of the array.
 *
 * @param from index of the first value, along every axis
 * @param extents values along every axis
 */
export async function readBox(
  array: StoredArray,
  from: readonly number[],
  extents: readonly number[],
  to: Destination,
): Promise<void> {
  const count = sizeOf(extents);
  if (count === 0) return;
  const { byteCount } = realTypes[array.type];
  const span = spanOf(extents, array.strides) * byteCount;
  const axis = farthest(array.strides, extents);
  // Gaps are read as well where asking for every piece would take longer.
  const isDense = span <= count * byteCount + extents[axis]! * BYTES_A_READ;
  if (isDense && span <= LARGEST_READ) return readSpan(array, from, extents, to, span);
  // Along the axis whose indices lie furthest apart, in pieces if they lie close enough together, else one by one.
  const pieces = isDense ? Math.ceil(span / LARGEST_READ) : extents[axis]!;
  const size = Math.max(1, Math.floor(extents[axis]! / pieces));
  for (let index = 0; index < extents[axis]!; index += size) {
    await readBox(
      array,
      from.map((one, k) => (k === axis ? one + index : one)),
      extents.map((one, k) => (k === axis ? Math.min(size, one - index) : one)),
      { ...to, at: to.at + index * to.strides[axis]! },
    );
  }
}

function farthest(strides: readonly number[], extents: readonly number[]): number {
  const reach = strides.map((stride, k) => (extents[k]! > 1 ? stride : -1));
  return reach.indexOf(Math.max(...reach));
}

async function readSpan(
  array: StoredArray,
  from: readonly number[],
  extents: readonly number[],
  to: Destination,
  span: number,
): Promise<void> {
  const { byteCount } = realTypes[array.type];
  const first = from.reduce((sum, index, k) => sum + index * array.strides[k]!, 0);
  const bytes = new Uint8Array(span);
  await fillBytes(array.source, bytes, array.offset + first * byteCount);
  const values = decode(array.type, array.isLittleEndian, bytes);
  spread(values, array.strides, extents, to);
}

/** Axes that are walked through as one both where values come from and where they go are made one; outermost first. */
function walk(strides: readonly number[], extents: readonly number[], targets: readonly number[]) {
  const order = strides.map((_, k) => k).filter((k) => extents[k]! > 1);
  order.sort((a, b) => strides[b]! - strides[a]!);
  const axes: { extent: number; source: number; target: number }[] = [];
  for (const k of order) {
    const [extent, source, target] = [extents[k]!, strides[k]!, targets[k]!];
    const outer = axes.at(-1);
    if (outer !== undefined && outer.source === source * extent && outer.target === target * extent) {
      axes[axes.length - 1] = { extent: outer.extent * extent, source, target };
    } else axes.push({ extent, source, target });
  }
  return axes;
}

/** Puts every value of a box at its place. The innermost loop runs along the axis whose values lie closest together. */
function spread(values: Reals, strides: readonly number[], extents: readonly number[], to: Destination): void {
  const axes = walk(strides, extents, to.strides);
  const inner = axes.pop() ?? { extent: 1, source: 1, target: 1 };
  const plane = axes.pop() ?? { extent: 1, source: 1, target: 1 };
  const indices = axes.map(() => 0);
  let [read, write] = [0, to.at];
  for (;;) {
    copyPlane(plane, inner, values, read, to.values, write);
    let k = axes.length - 1;
    for (; k >= 0; k--) {
      const { extent, source, target } = axes[k]!;
      read += source;
      write += target;
      if (++indices[k]! < extent) break;
      read -= source * extent;
      write -= target * extent;
      indices[k] = 0;
    }
    if (k < 0) return;
  }
}

interface Axis {
  readonly extent: number;
  readonly source: number;
  readonly target: number;
}

/** Values along both sides of a square whose memory is near at both ends while it is turned. */
const TILE = 32;

/** Copies two axes. Where they change places, it goes square by square: whole rows would miss the cache at every value. */
function copyPlane(outer: Axis, inner: Axis, values: Reals, read: number, result: Reals, write: number): void {
  const width = inner.target > outer.target ? TILE : inner.extent;
  for (let i = 0; i < outer.extent; i += TILE) {
    const end = Math.min(outer.extent, i + TILE);
    for (let j = 0; j < inner.extent; j += width) {
      const part = { ...inner, extent: Math.min(width, inner.extent - j) };
      for (let k = i; k < end; k++) {
        const [ahead, along] = [k * outer.source + j * inner.source, k * outer.target + j * inner.target];
        copyAlong(part, values, read + ahead, result, write + along);
      }
    }
  }
}

function copyAlong({ extent, source, target }: Axis, values: Reals, read: number, result: Reals, write: number): void {
  if (source === 1 && target === 1 && extent > 16) result.set(values.subarray(read, read + extent), write);
  else for (let i = 0; i < extent; i++) result[write + i * target] = values[read + i * source]!;
}
