import { UsageError } from "../schema/usage-error.js";
import { readNpyHeader } from "../tasks/npy-header.js";
import { otherTypeOf } from "../tasks/npy-types.js";
import { realTypeOf, realTypes } from "./arrays/real-types.js";
import { columnMajorStrides, rowMajorStrides, type StoredArray, sizeOf } from "./arrays/stored-array.js";
import { truncated } from "./read-bytes.js";
import type { ByteSource } from "./trajectory.js";

/** A header takes no more, by `tasks/npy-header.ts`. */
const LONGEST_HEADER = 65_536;
/** As much as is read of a file to begin with; headers have 128 bytes where nobody made them longer. */
const BEGINNING = 4096;

/** What the header of an array says, checked against the types that are real numbers. */
export function npyLayout(beginning: Uint8Array, source: string): Omit<StoredArray, "source" | "name"> {
  const { descr, fortranOrder, shape, dataOffset } = readNpyHeader(beginning, source);
  const known = realTypeOf(descr);
  if (known === undefined) {
    const { what, remedy } = otherTypeOf(descr);
    throw new UsageError(`${source}: must hold an array of real numbers, but holds ${what}. ${remedy}`);
  }
  const byteCount = sizeOf(shape) * realTypes[known.type].byteCount;
  if (!Number.isSafeInteger(byteCount)) {
    throw new UsageError(
      `${source}: the header states a shape of over 9e15 bytes. The file is damaged: copy it again.`,
    );
  }
  const strides = fortranOrder ? columnMajorStrides(shape) : rowMajorStrides(shape);
  return { ...known, shape, strides, offset: dataOffset };
}

/**
 * The array of a `.npy` file, of which the header is read.
 *
 * @throws UsageError if it is damaged, truncated, or holds no real numbers
 */
export async function readNpySource(source: ByteSource, name = ""): Promise<StoredArray> {
  let beginning = await source.slice(0, Math.min(source.byteLength, BEGINNING));
  const [major] = beginning.subarray(6);
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const stated = beginning.length < 12 ? 0 : major === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (stated > beginning.length) {
    beginning = await source.slice(0, Math.min(source.byteLength, stated, LONGEST_HEADER + 12));
  }
  const layout = npyLayout(beginning, source.name);
  const expected = layout.offset + sizeOf(layout.shape) * realTypes[layout.type].byteCount;
  if (source.byteLength < expected) throw truncated(source.name, expected, source.byteLength);
  if (source.byteLength > expected) {
    throw new UsageError(
      `${source.name}: ${source.byteLength - expected} bytes follow the array. ` +
        "A file holds one array; several arrays, one for each step, are read from standard input: cat FILE | syncache account -",
    );
  }
  return { ...layout, name, source };
}
