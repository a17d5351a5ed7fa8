import { UsageError } from "../schema/usage-error.js";

/** What an IDX file of images holds. */
export interface IdxImages {
  imageCount: number;
  rows: number;
  columns: number;
  pixels: Uint8Array;
}

type Kind = "images" | "labels";

const magics: Record<Kind, number> = { images: 0x00000803, labels: 0x00000801 };
const dimensionsOf = (kind: Kind): number => magics[kind] & 0xff;
/** Magic, then the sizes: of images the longer one. */
export const LONGEST_HEADER = 16;

/**
 * Reads an IDX file of images: big-endian 32-bit magic, image count, rows, columns, then a byte a pixel. The pixels are
 * copied out of `bytes`.
 *
 * @param source name of the file, for messages
 * @throws {UsageError} if the file holds anything else
 */
export function parseIdxImages(bytes: Uint8Array, source: string): IdxImages {
  const [imageCount, rows, columns] = readSizes(bytes, "images", source) as [number, number, number];
  return { imageCount, rows, columns, pixels: readData(bytes, [imageCount, rows, columns], source) };
}

/**
 * Reads an IDX file of labels: big-endian 32-bit magic, label count, then a byte a label (copied out of `bytes`).
 *
 * @throws {UsageError} if the file holds anything else
 */
export function parseIdxLabels(bytes: Uint8Array, source: string): Uint8Array {
  return readData(bytes, readSizes(bytes, "labels", source), source);
}

/** How many bytes an IDX file of images or labels has, as its beginning says; undefined if that is no such file. */
export function idxLength(beginning: Uint8Array): number | undefined {
  const found = magicOf(beginning);
  const kind = (["images", "labels"] as const).find((known) => magics[known] === found);
  if (kind === undefined || beginning.length < headerLength(kind)) return undefined;
  return sizesIn(beginning, kind).reduce((product, size) => product * size, 1) + headerLength(kind);
}

const headerLength = (kind: Kind): number => 4 + 4 * dimensionsOf(kind);
const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);
const magicOf = (bytes: Uint8Array): number | undefined => (bytes.length < 4 ? undefined : viewOf(bytes).getUint32(0));
const sizesIn = (bytes: Uint8Array, kind: Kind): number[] =>
  Array.from({ length: dimensionsOf(kind) }, (_, i) => viewOf(bytes).getUint32(4 + 4 * i));

function readSizes(bytes: Uint8Array, kind: Kind, source: string): number[] {
  const found = magicOf(bytes);
  if (found !== undefined && found !== magics[kind]) {
    throw new UsageError(
      `${source}: an IDX file of ${kind} must begin with ${hexadecimal(magics[kind])}, got ${hexadecimal(found)}. ` +
        advice(found, kind),
    );
  }
  if (bytes.length < headerLength(kind)) {
    throw new UsageError(
      `${source}: the header must have ${headerLength(kind)} bytes, but the file has ${bytes.length}. ` +
        "It is incomplete: copy it again.",
    );
  }
  return sizesIn(bytes, kind);
}

/** The data are all that follows the header; sizes of the file are compared before anything is allocated. */
function readData(bytes: Uint8Array, sizes: number[], source: string): Uint8Array {
  const names = ["count", "rows", "columns"];
  const empty = sizes.indexOf(0);
  if (empty >= 0) throw new UsageError(`${source}: ${names[empty]} must be at least 1, got 0. Use a set with images.`);
  const expected = sizes.reduce((product, size) => product * size, 1);
  const found = bytes.length - 4 - 4 * sizes.length;
  if (found !== expected) {
    throw new UsageError(
      `${source}: ${sizes.join("×")} takes ${expected} bytes of data, but the file has ${found}. ` +
        `${found < expected ? "It is incomplete: copy it again." : "Remove what follows the data."}`,
    );
  }
  return new Uint8Array(bytes.subarray(bytes.length - found));
}

const hexadecimal = (magic: number): string => `0x${magic.toString(16).padStart(8, "0")}`;

/** What else the third byte of an IDX file may say that it holds. */
const otherTypes = new Map([
  [0x09, "signed bytes"],
  [0x0b, "16-bit integers"],
  [0x0c, "32-bit integers"],
  [0x0d, "32-bit floating-point numbers"],
  [0x0e, "64-bit floating-point numbers"],
]);
const UNSIGNED_BYTE = 0x08;

/** Files that are given by mistake, by the first bytes that they have. */
const otherFiles: [pattern: RegExp, what: string][] = [
  [/^1f8b/, "It is compressed: decompress it, or give it a name that ends in .gz."],
  [/^0[1-4]080000$/, "Its bytes are in the order of the machine that wrote it: IDX is big-endian."],
  [/^934e554d/, "It is an array of NumPy: write it as an IDX file of unsigned bytes."],
  [/^(504b0304|89504e47|ffd8ff)/, "It is an archive or a picture: give the IDX file itself."],
  [/^3c(21|68|48)/, "It is a web page: download the file itself."],
];

function advice(found: number, kind: Kind): string {
  const [type, dimensions] = [(found >>> 8) & 0xff, found & 0xff];
  const needed = dimensionsOf(kind);
  if (found >>> 16 === 0 && otherTypes.has(type)) {
    const values = kind === "images" ? "pixels must be unsigned bytes" : "labels must be unsigned bytes, 0 to 9";
    const remedy =
      kind === "labels"
        ? "Save the labels as unsigned bytes"
        : type >= 0x0d
          ? "Scale the pixels to 0 … 255, round them, and save them as unsigned bytes"
          : "Save pixels from 0 to 255 as unsigned bytes";
    return `It holds ${otherTypes.get(type)} in ${dimensions} dimensions; ${values} in ${needed}. ${remedy}.`;
  }
  if (found >>> 16 === 0 && type === UNSIGNED_BYTE) {
    if (found === magics.labels) return "It holds labels: images and labels may be swapped.";
    if (found === magics.images) return "It holds images: images and labels may be swapped.";
    const remedy =
      kind === "images"
        ? "Save images × rows × columns, with one gray value a pixel"
        : "Save one label, 0 to 9, for each image";
    return `It holds unsigned bytes in ${dimensions} dimensions; ${kind} have ${needed}. ${remedy}.`;
  }
  const begin = hexadecimal(found).slice(2);
  const other = otherFiles.find(([pattern]) => pattern.test(begin))?.[1];
  return other ?? "It is no IDX file: give files in the format of MNIST.";
}
