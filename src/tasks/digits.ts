import { UsageError } from "../schema/usage-error.js";
import { checkDigitSet, checkDigitTask } from "./check-digits.js";

/** Images of `pixelCount` = `rows`·`columns` pixels, 0 … 255, row-major, image after image, with a label 0 … 9 each. */
export interface DigitSet {
  imageCount: number;
  pixelCount: number;
  rows: number;
  columns: number;
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** Digits to learn from and digits to test with, of the same size. */
export interface DigitTask {
  name: string;
  train: DigitSet;
  test: DigitSet;
}

/** What an IDX file of images holds. */
export interface IdxImages {
  imageCount: number;
  rows: number;
  columns: number;
  pixels: Uint8Array;
}

const imagesMagic = 0x00000803;
const labelsMagic = 0x00000801;

/**
 * Reads an IDX file of images: big-endian 32-bit magic, image count, rows, columns, then a byte a pixel. The pixels are
 * copied out of `bytes`.
 *
 * @param source name of the file, for messages
 */
export function parseIdxImages(bytes: Uint8Array, source: string): IdxImages {
  const [imageCount, rows, columns] = readSizes(bytes, imagesMagic, 3, source) as [number, number, number];
  return { imageCount, rows, columns, pixels: readData(bytes, [imageCount, rows, columns], source) };
}

/** Reads an IDX file of labels: big-endian 32-bit magic, label count, then a byte a label (copied out of `bytes`). */
export function parseIdxLabels(bytes: Uint8Array, source: string): Uint8Array {
  return readData(bytes, readSizes(bytes, labelsMagic, 1, source), source);
}

/** @throws {UsageError} unless every image has a label 0 … 9 */
export function createDigitSet(
  images: IdxImages,
  labels: Uint8Array,
  sources: { images: string; labels: string },
): DigitSet {
  const { imageCount, rows, columns, pixels } = images;
  if (labels.length !== imageCount) {
    throw new UsageError(
      `${sources.labels}: there must be one label for each of the ${imageCount} images of ${sources.images}, ` +
        `got ${labels.length}. Use two files of the same set.`,
    );
  }
  const wrong = labels.findIndex((label) => label > 9);
  if (wrong >= 0) {
    throw new UsageError(
      `${sources.labels}: labels must be 0 to 9, got ${labels[wrong]} as label ${wrong + 1} of ${imageCount}. ` +
        "Use a data set of ten classes.",
    );
  }
  const set = { imageCount, pixelCount: rows * columns, rows, columns, pixels, labels };
  checkDigitSet(set, sources.images);
  return set;
}

/** @throws {UsageError} unless the images to learn from and to test with are of the same size */
export function createDigitTask(name: string, train: DigitSet, test: DigitSet): DigitTask {
  if (train.rows !== test.rows || train.columns !== test.columns) {
    throw new UsageError(
      `${name}: images to learn from and to test with must be of the same size, ` +
        `got ${train.rows}×${train.columns} and ${test.rows}×${test.columns} pixels. Use files of the same data set.`,
    );
  }
  const task = { name, train, test };
  checkDigitTask(task);
  return task;
}

function readSizes(bytes: Uint8Array, magic: number, sizeCount: number, source: string): number[] {
  const headerLength = 4 + 4 * sizeCount;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = bytes.length < 4 ? undefined : view.getUint32(0);
  if (found !== undefined && found !== magic) {
    throw new UsageError(
      `${source}: an IDX file of ${magic === imagesMagic ? "images" : "labels"} must begin with ${hexadecimal(magic)}, ` +
        `got ${hexadecimal(found)}. ${advice(found)}`,
    );
  }
  if (bytes.length < headerLength) {
    throw new UsageError(
      `${source}: the header must have ${headerLength} bytes, but the file has ${bytes.length}. ` +
        "It is incomplete: copy it again.",
    );
  }
  return Array.from({ length: sizeCount }, (_, i) => view.getUint32(4 + 4 * i));
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

function advice(found: number): string {
  if (found >>> 16 === 0x1f8b) return "It is compressed: decompress it, or give it a name that ends in .gz.";
  if (found === labelsMagic) return "It holds labels: images and labels may be swapped.";
  if (found === imagesMagic) return "It holds images: images and labels may be swapped.";
  return "It is no IDX file of bytes: download it again.";
}
