import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { createDigitSet, createDigitTask, parseIdxImages, parseIdxLabels } from "../../src/tasks/digits.js";

/** An IDX file: 32-bit big-endian words, then bytes. */
const idx = (words: number[], data: ArrayLike<number>) =>
  Uint8Array.from([
    ...words.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255)),
    ...Array.from(data),
  ]);

const imagesFile = idx([0x803, 2, 1, 3], [0, 1, 2, 253, 254, 255]);
const images = parseIdxImages(imagesFile, "images");
const sources = { images: "images", labels: "labels" };

describe("reads", () => {
  it("images", () =>
    expect(images).toEqual({ imageCount: 2, rows: 1, columns: 3, pixels: Uint8Array.of(0, 1, 2, 253, 254, 255) }));

  it("labels", () => expect(parseIdxLabels(idx([0x801, 3], [9, 0, 5]), "labels")).toEqual(Uint8Array.of(9, 0, 5)));

  it("any sizes from any offset within a buffer, and keeps nothing of it", () =>
    fc.assert(
      fc.property(fc.tuple(...[9, 9, 9, 9].map((max) => fc.integer({ min: 1, max }))), ([n, rows, columns, offset]) => {
        const pixels = Uint8Array.from({ length: n! * rows! * columns! }, (_, i) => i);
        const file = idx([0x803, n!, rows!, columns!], pixels);
        const buffer = Buffer.alloc(offset! + file.length);
        buffer.set(file, offset);
        const parsed = parseIdxImages(buffer.subarray(offset), "a");
        buffer.fill(0);
        expect(parsed).toEqual({ imageCount: n, rows, columns, pixels });
      }),
    ));

  it("a set of both", () =>
    expect(createDigitSet(images, Uint8Array.of(0, 9), sources)).toEqual({
      ...images,
      pixelCount: 3,
      labels: Uint8Array.of(0, 9),
    }));
});

describe("refuses, and says why", () => {
  it.each<[string, () => unknown, string]>([
    [
      "an empty file",
      () => parseIdxImages(new Uint8Array(0), "a"),
      "a: the header must have 16 bytes, but the file has 0.",
    ],
    ["a header cut short", () => parseIdxImages(imagesFile.subarray(0, 15), "a"), "but the file has 15."],
    [
      "labels as images",
      () => parseIdxImages(idx([0x801, 1], [1]), "a"),
      "must begin with 0x00000803, got 0x00000801. It h",
    ],
    [
      "images as labels",
      () => parseIdxLabels(imagesFile, "a"),
      "got 0x00000803. It holds images: images and labels may be",
    ],
    ["gzip", () => parseIdxLabels(Uint8Array.of(0x1f, 0x8b, 8, 0, 0), "a"), "got 0x1f8b0800. It is compressed"],
    ["another file", () => parseIdxLabels(new TextEncoder().encode("1,2,3"), "a"), "got 0x312c322c. It is no IDX file"],
    [
      "images cut short",
      () => parseIdxImages(imagesFile.subarray(0, 21), "a"),
      "a: 2×1×3 takes 6 bytes of data, but the file has 5.",
    ],
    [
      "images that go on",
      () => parseIdxImages(idx([0x803, 1, 1, 1], [1, 2]), "a"),
      "has 2. Remove what follows the data.",
    ],
    ["sizes beyond any file", () => parseIdxImages(idx([0x803, -1, -1, -1], []), "a"), "but the file has 0."],
    ["no images", () => parseIdxImages(idx([0x803, 0, 28, 28], []), "a"), "a: count must be at least 1, got 0."],
    [
      "images without rows",
      () => parseIdxImages(idx([0x803, 5, 0, 28], []), "a"),
      "a: rows must be at least 1, got 0.",
    ],
    ["images without columns", () => parseIdxImages(idx([0x803, 5, 28, 0], []), "a"), "a: columns must be at least 1"],
    ["no labels", () => parseIdxLabels(idx([0x801, 0], []), "a"), "a: count must be at least 1, got 0."],
    [
      "labels cut short",
      () => parseIdxLabels(idx([0x801, 3], [1, 2]), "a"),
      "a: 3 takes 3 bytes of data, but the file has 2.",
    ],
    [
      "labels of another set",
      () => createDigitSet(images, Uint8Array.of(1), sources),
      "labels: there must be one label for each of the 2 images of images, got 1.",
    ],
    [
      "labels of letters",
      () => createDigitSet(images, Uint8Array.of(9, 10), sources),
      "labels: labels must be 0 to 9, got 10 as label 2 of 2.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(UsageError);
    expect(run).toThrow(message);
  });

  it("sets of different image sizes, though of as many pixels", () => {
    const labels = Uint8Array.of(0, 1);
    const set = createDigitSet(images, labels, sources);
    const turned = createDigitSet({ ...images, rows: 3, columns: 1 }, labels, sources);
    expect(createDigitTask("shapes", set, set)).toEqual({ name: "shapes", train: set, test: set });
    expect(() => createDigitTask("shapes", set, turned)).toThrow("must be of the same size, got 1×3 and 3×1 pixels.");
  });
});
