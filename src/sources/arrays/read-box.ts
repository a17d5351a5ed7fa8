import { prefetched } from "../prefetch.js";
import { fillBytes } from "../read-bytes.js";
import { decode } from "./decode.js";
import { realTypes } from "./real-types.js";
import { SpareMemory } from "./spare-memory.js";
import { type Destination, spread } from "./spread.js";
import { type StoredArray, sizeOf, spanOf } from "./stored-array.js";

/** Bytes that are read at once at most: what was read is still near when its values are put at their places. */
const LARGEST_READ = 2 ** 22;
/** A read takes about as long as this many bytes do: so many that nobody asked for are read rather than asking again. */
const BYTES_A_READ = 2 ** 16;

const spare = new SpareMemory();

/** A part of a box whose bytes are read together, with the gaps between them. */
interface Span {
  readonly from: readonly number[];
  readonly extents: readonly number[];
  readonly byteCount: number;
  /** Where its first value goes. */
  readonly at: number;
}

/**
 * Reads a box of an array, in whatever order it lies: what lies close together is read at once, what lies far apart piece by piece,
 * so that the memory taken does not depend on the size of the array. The next piece is read while the last is put at its place.
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
  const spans = spansOf(array, from, extents, to.strides, to.at);
  let turn = 0;
  const memory = [spare.take(LARGEST_READ), spare.take(LARGEST_READ)];
  const read = prefetched(async () => {
    const { value: span } = spans.next();
    if (span === undefined) return undefined;
    const bytes = new Uint8Array(memory[turn++ % 2]!, 0, span.byteCount);
    await readSpan(array, span, bytes);
    return { span, values: decode(array.type, array.isLittleEndian, bytes) };
  });
  try {
    for await (const { span, values } of read) {
      spread(values, array.strides, span.extents, { ...to, at: span.at });
    }
  } finally {
    for (const one of memory) spare.giveBack(one);
  }
}

async function readSpan({ source, strides, offset, type }: StoredArray, { from }: Span, bytes: Uint8Array) {
  const first = from.reduce((sum, index, k) => sum + index * strides[k]!, 0);
  await fillBytes(source, bytes, offset + first * realTypes[type].byteCount);
}

function* spansOf(
  array: StoredArray,
  from: readonly number[],
  extents: readonly number[],
  targets: readonly number[],
  at: number,
): Generator<Span, undefined> {
  const count = sizeOf(extents);
  if (count === 0) return;
  const { byteCount } = realTypes[array.type];
  const span = spanOf(extents, array.strides) * byteCount;
  const axis = farthest(array.strides, extents);
  // Gaps are read as well where asking for every piece would take longer.
  const isDense = span <= count * byteCount + extents[axis]! * BYTES_A_READ;
  if (isDense && span <= LARGEST_READ) {
    yield { from, extents, byteCount: span, at };
    return;
  }
  // Along the axis whose indices lie furthest apart, in pieces if they lie close enough together, else one by one.
  const pieces = isDense ? Math.ceil(span / LARGEST_READ) : extents[axis]!;
  const size = Math.max(1, Math.floor(extents[axis]! / pieces));
  for (let index = 0; index < extents[axis]!; index += size) {
    yield* spansOf(
      array,
      from.map((one, k) => (k === axis ? one + index : one)),
      extents.map((one, k) => (k === axis ? Math.min(size, one - index) : one)),
      targets,
      at + index * targets[axis]!,
    );
  }
}

function farthest(strides: readonly number[], extents: readonly number[]): number {
  const reach = strides.map((stride, k) => (extents[k]! > 1 ? stride : -1));
  return reach.indexOf(Math.max(...reach));
}
