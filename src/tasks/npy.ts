import { UsageError } from "../schema/usage-error.js";

/** An array as NumPy saved it, row-major. Shape `[]` is a single number (0-d). */
export interface NpyArray {
  shape: number[];
  data: Int8Array | Float32Array | Float64Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const itemSizes = new Map<string, 1 | 4 | 8>([
  ["|i1", 1],
  ["<i1", 1],
  [">i1", 1],
  ["<f4", 4],
  ["<f8", 8],
]);
const remedy =
  `Save it with numpy.save(file, numpy.ascontiguousarray(a).astype("int8")), ` +
  `or astype("float64") if the values are no integers.`;

/**
 * Reads the .npy format, versions 1.0, 2.0 and 3.0 (NumPy enhancement proposal 1 and `numpy.lib.format`), as far as
 * arrays of int8, little-endian float32 and float64 in C order need it. The values are copied out of `bytes`.
 *
 * @param source name of the file, for messages
 * @throws {UsageError} if the file is damaged, or holds anything else
 */
export function parseNpy(bytes: Uint8Array, source: string): NpyArray {
  const { header, dataOffset } = readHeader(bytes, source);
  const { descr, fortranOrder, shape } = parseHeader(header, source);
  const itemSize = itemSizes.get(descr);
  if (itemSize === undefined) {
    const what = descr.includes("O")
      ? "pickled Python objects (dtype |O)"
      : `dtype ${descr}${descr.startsWith(">") ? " (big-endian)" : ""}`;
    throw new UsageError(
      `${source}: must hold int8 (|i1), float32 (<f4) or float64 (<f8), but holds ${what}. ${remedy}`,
    );
  }
  if (fortranOrder) {
    throw new UsageError(`${source}: must be in C order (row-major), but is in Fortran order. ${remedy}`);
  }

  // The shape comes from the file: the sizes are compared before anything of that size is allocated. A product that is
  // no longer exact is far beyond any file.
  const count = shape.reduce((product, size) => product * size, 1);
  const expected = count * itemSize;
  const found = bytes.length - dataOffset;
  if (!Number.isSafeInteger(expected) || found !== expected) {
    const size = Number.isSafeInteger(expected) ? expected : "over 9e15";
    throw new UsageError(
      `${source}: shape (${shape}) of ${descr} takes ${size} bytes of data, but the file has ${found}. ` +
        `${found > expected ? "Remove what follows the array" : "It may be incomplete: copy it again"}, or save it anew.`,
    );
  }
  return { shape, data: readData(bytes, dataOffset, count, itemSize) };
}

/** The header is a Python literal after the magic, the version, and its own length (2 bytes in 1.0, 4 bytes since). */
function readHeader(bytes: Uint8Array, source: string): { header: string; dataOffset: number } {
  if (magic.some((byte, i) => bytes[i] !== byte)) {
    throw new UsageError(`${source}: is not a NumPy file: it must begin with \\x93NUMPY. ${remedy}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [major, minor] = [bytes[6], bytes[7]];
  if (major !== undefined && minor !== undefined && (major < 1 || major > 3 || minor !== 0)) {
    throw new UsageError(`${source}: must be of .npy version 1.0, 2.0 or 3.0, got ${major}.${minor}. ${remedy}`);
  }
  const headerOffset = major === 1 ? 10 : 12;
  const dataOffset =
    bytes.length < headerOffset
      ? Number.POSITIVE_INFINITY
      : headerOffset + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bytes.length < dataOffset) {
    throw new UsageError(
      `${source}: ends within its header, after ${bytes.length} bytes. It may be incomplete: copy it again, or save it anew.`,
    );
  }
  // Version 1.0 is Latin-1 and 3.0 is UTF-8, but whatever is accepted below is ASCII, which is the same in both.
  return { header: new TextDecoder().decode(bytes.subarray(headerOffset, dataOffset)), dataOffset };
}

/** One entry of the dictionary, up to the comma behind it or to the end: a key, a string, a truth value, or a tuple. */
const entryPattern =
  /\s*(?:'(\w+)'|"(\w+)")\s*:\s*('[^'"]*'|"[^'"]*"|True|False|\(\s*(?:\d+L?\s*,\s*)*(?:\d+L?\s*)?\))\s*(,?\s*\}\s*$|,)/y;

/** Reads `{'descr': '|i1', 'fortran_order': False, 'shape': (150, 100), }`, keys in any order; nothing is evaluated. */
function parseHeader(header: string, source: string): { descr: string; fortranOrder: boolean; shape: number[] } {
  if (/["']descr["']\s*:\s*\[/.test(header)) {
    throw new UsageError(
      `${source}: must hold int8 (|i1), float32 (<f4) or float64 (<f8), but holds a structured dtype. ` +
        `Choose one field. ${remedy}`,
    );
  }
  const entries = new Map<string, string>();
  let isComplete = false;
  entryPattern.lastIndex = /^\s*\{/.exec(header)?.[0].length ?? header.length;
  for (let match = entryPattern.exec(header); match; match = isComplete ? null : entryPattern.exec(header)) {
    entries.set(match[1] ?? match[2]!, match[3]!);
    isComplete = match[4] !== ",";
  }

  const [descr, order, tuple] = ["descr", "fortran_order", "shape"].map((key) => entries.get(key) ?? "") as [
    string,
    string,
    string,
  ];
  const sizes = tuple.match(/\d+/g) ?? [];
  // As in Python, (3) is a number in parentheses: a tuple of one needs its comma.
  const isTuple = tuple.startsWith("(") && (sizes.length !== 1 || tuple.includes(","));
  const isString = /^["']/.test(descr);
  if (!isComplete || entries.size !== 3 || !isString || !isTuple || (order !== "True" && order !== "False")) {
    throw unreadableHeader(header, source);
  }
  return { descr: descr.slice(1, -1), fortranOrder: order === "True", shape: sizes.map(Number) };
}

function unreadableHeader(header: string, source: string): UsageError {
  const given = JSON.stringify(header.trim().slice(0, 120));
  return new UsageError(
    `${source}: the header must be {'descr': …, 'fortran_order': …, 'shape': …}, got ${given}. ` +
      "The file is damaged: copy it again, or save it anew.",
  );
}

/** Through a DataView, because neither the alignment of `bytes` nor the byte order of the machine is given. */
function readData(bytes: Uint8Array, offset: number, count: number, itemSize: 1 | 4 | 8): NpyArray["data"] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * itemSize);
  if (itemSize === 1) return new Int8Array(new Int8Array(view.buffer, view.byteOffset, count));
  const data = itemSize === 4 ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++)
    data[i] = itemSize === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true);
  return data;
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
