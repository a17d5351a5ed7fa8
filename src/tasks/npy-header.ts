import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";

/** What the header of a .npy file says of its array. */
export interface NpyHeader {
  /** Byte order, kind and size of a value: `<f8`. */
  descr: string;
  fortranOrder: boolean;
  shape: number[];
  /** Bytes before the values. */
  dataOffset: number;
}

export const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
/** An array of numbers needs about a hundred bytes; NumPy itself takes no more than 10 000 without being asked to. */
const LONGEST_HEADER = 65_536;
/** As many as NumPy has. */
const LARGEST_DIMENSIONS = 64;
const remedy = "Save the array with numpy.save(file, a).";

/**
 * Reads the magic, the version (1.0, 2.0 or 3.0), and the dictionary behind them.
 *
 * @throws {UsageError} if there is anything else
 */
export function readNpyHeader(bytes: Uint8Array, source: string): NpyHeader {
  const { header, dataOffset } = headerText(bytes, source);
  if (/^\s*\{[^}]{0,100}["']descr["']\s*:\s*[[(]/.test(header)) {
    throw new UsageError(
      `${source}: must hold an array of real numbers, but holds a structured dtype. Choose one field, a["name"], or ` +
        "save numpy.lib.recfunctions.structured_to_unstructured(a).",
    );
  }
  if (dataOffset > LONGEST_HEADER) {
    throw new UsageError(
      `${source}: the header must have at most ${LONGEST_HEADER} bytes, but states ${dataOffset}. ` +
        "The file is damaged: copy it again, or save it anew.",
    );
  }
  return { ...parseHeader(header, source), dataOffset };
}

/** The header is a Python literal after the magic, the version, and its own length (2 bytes in 1.0, 4 bytes since). */
function headerText(bytes: Uint8Array, source: string): { header: string; dataOffset: number } {
  if (magic.some((byte, i) => bytes[i] !== byte)) {
    throw new UsageError(
      `${source}: is not a NumPy file: it must begin with \\x93NUMPY, but ${beginningOf(bytes)}. ${remedy}`,
    );
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
  const text = new TextDecoder().decode(bytes.subarray(headerOffset, Math.min(dataOffset, LONGEST_HEADER)));
  // NumPy pads the header with blanks; what is more than one of them would make the patterns below search for long.
  return { header: text.replace(/\s+/g, " "), dataOffset };
}

function beginningOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return "is empty";
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "is an archive, as numpy.savez makes them";
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "is compressed by gzip";
  const text = new TextDecoder().decode(bytes.subarray(0, 40));
  const isText = /^[\t\r\n -~]+$/.test(text);
  return isText ? "is text, whose name should end in .csv or .txt" : "begins with other bytes";
}

/** One entry of the dictionary, up to the comma behind it or to the end: a key, a string, a truth value, or a tuple. */
const entryPattern = /\s*(?:'(\w+)'|"(\w+)")\s*:\s*('[^'"]*'|"[^'"]*"|True|False|\([\dL,\s]*\))\s*(,?\s*\}\s*$|,)/y;
/** Sizes with commas between them, as in Python. A tuple of one needs its comma, as (3) is a number in parentheses. */
const tuplePattern = /^\(\s*(?:|\d+L?\s*,\s*|\d+L?(?:\s*,\s*\d+L?)+\s*,?\s*)\)$/;

/** Reads `{'descr': '|i1', 'fortran_order': False, 'shape': (150, 100), }`, keys in any order; nothing is evaluated. */
function parseHeader(header: string, source: string): Omit<NpyHeader, "dataOffset"> {
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
  if (sizes.length > LARGEST_DIMENSIONS) {
    throw new UsageError(
      `${source}: must have at most ${LARGEST_DIMENSIONS} dimensions, got ${sizes.length}. Reshape the array.`,
    );
  }
  const isString = /^["']/.test(descr);
  const isTuple = tuplePattern.test(tuple);
  if (!isComplete || entries.size !== 3 || !isString || !isTuple || (order !== "True" && order !== "False")) {
    throw new UsageError(
      `${source}: the header must be {'descr': …, 'fortran_order': …, 'shape': …}, got ${shown(header.trim())}. ` +
        "The file is damaged: copy it again, or save it anew.",
    );
  }
  return { descr: descr.slice(1, -1), fortranOrder: order === "True", shape: sizes.map(Number) };
}
