import { UsageError } from "../schema/usage-error.js";
import { magic, readNpyHeader } from "./npy-header.js";
import { type NpyData, npyTypeOf, otherTypeOf } from "./npy-types.js";

/** An array as NumPy saved it, row-major. Shape `[]` is a single number (0-d). */
export interface NpyArray {
  shape: number[];
  data: NpyData;
}

/**
 * Reads the .npy format, versions 1.0, 2.0 and 3.0 (NumPy enhancement proposal 1 and `numpy.lib.format`): arrays of bool,
 * of integers and of float16, float32 and float64, in both byte orders and in C or Fortran order. Every value is what it
 * is in NumPy; integers that no number of JavaScript is equal to are refused. The values are copied out of `bytes`.
 *
 * @param source name of the file, for messages, which count rows, columns and positions from 1
 * @throws {UsageError} if the file is damaged, or holds anything else
 */
export function parseNpy(bytes: Uint8Array, source: string): NpyArray {
  const { descr, fortranOrder, shape, dataOffset } = readNpyHeader(bytes, source);
  const known = npyTypeOf(descr);
  if (known === undefined) {
    const { what, remedy } = otherTypeOf(descr);
    throw new UsageError(`${source}: must hold an array of real numbers, but holds ${what}. ${remedy}`);
  }

  // The shape comes from the file: the sizes are compared before anything of that size is allocated. A product that is
  // no longer exact is far beyond any file.
  const count = shape.reduce((product, size) => product * size, 1);
  const expected = count * known.type.itemSize;
  const found = bytes.length - dataOffset;
  if (!Number.isSafeInteger(expected) || found !== expected) {
    const size = Number.isSafeInteger(expected) ? expected : "over 9e15";
    throw new UsageError(
      `${source}: shape (${shape.length > 4 ? `${shape.slice(0, 4)},…` : shape}) of ${descr} takes ${size} bytes of data, ` +
        `but the file has ${found}. ` +
        `${found > expected ? "Remove what follows the array" : "It may be incomplete: copy it again"}, or save it anew.`,
    );
  }
  const data = readData(bytes.subarray(dataOffset), known, (index) => {
    const place = placeOf(index, shape, fortranOrder);
    throw unreadableValue(bytes.subarray(dataOffset), index, descr, `${source}: the value ${place}`);
  });
  return { shape, data: fortranOrder ? toRowMajor(data, shape) : data };
}

/** Through a DataView, because neither the alignment of `bytes` nor the byte order of the machine is given. */
function readData(
  bytes: Uint8Array,
  { type, isLittleEndian }: NonNullable<ReturnType<typeof npyTypeOf>>,
  refuse: (index: number) => never,
): NpyData {
  const { itemSize, hasNaN } = type;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.byteLength / itemSize;
  const data = type.create(count);
  if (data instanceof Int8Array) {
    data.set(new Int8Array(view.buffer, view.byteOffset, count));
    return data;
  }
  for (let i = 0; i < count; i++) {
    const value = type.read(view, itemSize * i, isLittleEndian);
    if (Number.isNaN(value) && !hasNaN) return refuse(i);
    data[i] = value;
  }
  return data;
}

function unreadableValue(bytes: Uint8Array, index: number, descr: string, where: string): UsageError {
  if (descr.endsWith("b1")) {
    return new UsageError(`${where} must be a truth value, 0 or 1, got ${bytes[index]}. Save numpy.not_equal(a, 0).`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + 8 * index, 8);
  const isLittleEndian = !descr.startsWith(">");
  const value = descr.endsWith("u8") ? view.getBigUint64(0, isLittleEndian) : view.getBigInt64(0, isLittleEndian);
  return new UsageError(
    `${where} must be from -2^53 to 2^53, beyond which not every integer is a float64, got ${value}. ` +
      "Give numbers that are exact, such as differences from one of them.",
  );
}

/** Where the value is that comes `index`-th in the file. */
function placeOf(index: number, shape: readonly number[], fortranOrder: boolean): string {
  const [rowCount, columnCount] = shape;
  if (shape.length !== 2 || rowCount === undefined || columnCount === undefined) return `at position ${index + 1}`;
  const [row, column] = fortranOrder
    ? [index % rowCount, Math.floor(index / rowCount)]
    : [Math.floor(index / columnCount), index % columnCount];
  return `in row ${row + 1}, column ${column + 1}`;
}

/** From Fortran order, in which the first index varies fastest, to C order, in which the last one does. */
function toRowMajor(data: NpyData, shape: readonly number[]): NpyData {
  const last = shape.length - 1;
  if (last < 1 || data.length === 0) return data;
  const strides = shape.map((_, k) => shape.slice(0, k).reduce((product, size) => product * size, 1));
  const columnCount = shape[last]!;
  const sorted = data.slice();
  const indices = new Array<number>(last).fill(0);
  for (let row = 0; row < data.length; row += columnCount) {
    const start = indices.reduce((sum, index, k) => sum + index * strides[k]!, 0);
    for (let column = 0; column < columnCount; column++) sorted[row + column] = data[start + column * strides[last]!]!;
    for (let k = last - 1; k >= 0 && ++indices[k]! === shape[k]; k--) indices[k] = 0;
  }
  return sorted;
}

/**
 * The bytes `numpy.save` writes (version 1.0, C order) for an array of int8 or float64.
 *
 * @throws {RangeError} if the shape does not hold as many values as `data`, or does not fit a header of version 1.0
 */
export function formatNpy(shape: readonly number[], data: Int8Array | Float64Array): Uint8Array {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length) throw new RangeError(`shape (${shape}) holds ${count} values, got ${data.length}`);
  const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  const literal = `{'descr': '${data instanceof Int8Array ? "|i1" : "<f8"}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // NumPy pads with spaces and a line feed, so that the data begins at a multiple of 64 bytes.
  const dataOffset = Math.ceil((10 + literal.length + 1) / 64) * 64;
  if (dataOffset - 10 > 0xffff) throw new RangeError(`${shape.length} dimensions do not fit a header of version 1.0`);
  const header = `${literal.padEnd(dataOffset - 10 - 1)}\n`;

  const bytes = new Uint8Array(dataOffset + data.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set([...magic, 1, 0]);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  if (data instanceof Int8Array) new Int8Array(bytes.buffer, dataOffset).set(data);
  else for (let i = 0; i < data.length; i++) view.setFloat64(dataOffset + 8 * i, data[i]!, true);
  return bytes;
}
