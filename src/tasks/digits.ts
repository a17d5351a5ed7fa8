import { UsageError } from "../schema/usage-error.js";
import { checkDigitSet, checkDigitTask } from "./check-digits.js";
import type { IdxImages } from "./idx.js";

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
        adviceOnLabels(new Set(labels)),
    );
  }
  const set = { imageCount, pixelCount: rows * columns, rows, columns, pixels, labels };
  checkDigitSet(set, sources.images);
  return set;
}

/** The network has an output for each of ten classes; what they are called makes no difference to it. */
function adviceOnLabels(labels: ReadonlySet<number>): string {
  if (labels.size > 10) {
    return `There are ${labels.size} classes, and the network has ten outputs. Use images of ten of them, numbered 0 to 9.`;
  }
  if (!labels.has(0) && Math.max(...labels) === 10) {
    return "Write 0 for 10, in the labels to learn from and to test with alike, and leave the other labels as they are.";
  }
  return "Number the classes 0 to 9, in the labels to learn from and to test with alike.";
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
