import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { idxLength, parseIdxImages, parseIdxLabels } from "../../src/tasks/idx.js";

/** An IDX file: 32-bit big-endian words, then bytes. */
const idx = (words: number[], data: ArrayLike<number>) =>
  Uint8Array.from([
    ...words.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255)),
    ...Array.from(data),
  ]);

const imagesFile = idx([0x803, 2, 1, 3], [0, 1, 2, 253, 254, 255]);
const images = parseIdxImages(imagesFile, "images");

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
  ])("%s", (_, run, message) => {
    expect(run).toThrow(UsageError);
    expect(run).toThrow(message);
  });
});

/** What is said of a file that begins with these bytes. */
const saidOf = (kind: "images" | "labels", ...bytes: number[]): string => {
  try {
    (kind === "images" ? parseIdxImages : parseIdxLabels)(Uint8Array.from([...bytes, ...new Array(40).fill(0)]), "a");
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  return "nothing";
};

describe("a file of another type says which type it holds and which is needed", () => {
  it.each([
    [0x09, "signed bytes", "Save pixels from 0 to 255 as unsigned bytes."],
    [0x0b, "16-bit integers", "Save pixels from 0 to 255 as unsigned bytes."],
    [0x0c, "32-bit integers", "Save pixels from 0 to 255 as unsigned bytes."],
    [
      0x0d,
      "32-bit floating-point numbers",
      "Scale the pixels to 0 … 255, round them, and save them as unsigned bytes.",
    ],
    [
      0x0e,
      "64-bit floating-point numbers",
      "Scale the pixels to 0 … 255, round them, and save them as unsigned bytes.",
    ],
  ])("images of type %i", (type, what, remedy) => {
    expect(saidOf("images", 0, 0, type, 3)).toBe(
      `a: an IDX file of images must begin with 0x00000803, got 0x0000${type.toString(16).padStart(2, "0")}03. ` +
        `It holds ${what} in 3 dimensions; pixels must be unsigned bytes in 3. ${remedy}`,
    );
    expect(saidOf("labels", 0, 0, type, 1)).toContain(
      `It holds ${what} in 1 dimensions; labels must be unsigned bytes, 0 to 9 in 1. Save the labels as unsigned bytes.`,
    );
  });

  it.each<["images" | "labels", number[], string]>([
    ["images", [0, 0, 8, 2], "It holds unsigned bytes in 2 dimensions; images have 3. Save images × rows × columns"],
    ["images", [0, 0, 8, 4], "It holds unsigned bytes in 4 dimensions; images have 3."],
    [
      "labels",
      [0, 0, 8, 2],
      "It holds unsigned bytes in 2 dimensions; labels have 1. Save one label, 0 to 9, for each",
    ],
    ["labels", [0, 0, 8, 3], "It holds images: images and labels may be swapped."],
    ["images", [3, 8, 0, 0], "in the order of the machine that wrote it: IDX is big-endian"],
    ["images", [0x93, 0x4e, 0x55, 0x4d], "It is an array of NumPy: write it as an IDX file of unsigned bytes."],
    ["images", [0x50, 0x4b, 3, 4], "It is an archive or a picture"],
    ["labels", [0x3c, 0x21, 0x44, 0x4f], "It is a web page: download the file itself."],
    ["labels", [1, 2, 3, 4], "It is no IDX file: give files in the format of MNIST."],
  ])("%s that begin with %j", (kind, bytes, said) => expect(saidOf(kind, ...bytes)).toContain(said));

  it("and nobody is told to download again what is there", () =>
    fc.assert(
      fc.property(
        fc.constantFrom("images" as const, "labels" as const),
        fc.uint8Array({ maxLength: 30 }),
        (kind, bytes) => {
          expect(saidOf(kind, ...bytes)).not.toContain("download it again");
          expect(saidOf(kind, 0, 0, ...bytes)).not.toContain("download it again");
        },
      ),
    ));
});

describe("the length that a header states", () => {
  it("is that of header and data", () => {
    expect(idxLength(imagesFile.subarray(0, 16))).toBe(imagesFile.length);
    expect(idxLength(idx([0x801, 3], []))).toBe(11);
    expect(idxLength(idx([0x803, -1, -1, -1], []))).toBe(16 + 0xffffffff ** 3);
  });

  it.each([[[]], [[0, 0, 8, 3]], [[0, 0, 0x0d, 3, ...new Array(12).fill(1)]]])("is none for %j", (bytes) =>
    expect(idxLength(Uint8Array.from(bytes))).toBeUndefined(),
  );
});
