import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { createDigitSet, createDigitTask } from "../../src/tasks/digits.js";

const images = { imageCount: 2, rows: 1, columns: 3, pixels: Uint8Array.of(0, 1, 2, 253, 254, 255) };
const sources = { images: "images", labels: "labels" };

describe("puts together", () => {
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

describe("labels that are not 0 to 9 are refused with what to do about them", () => {
  const saidOf = (labels: number[]): string => {
    const pixels = new Uint8Array(labels.length);
    try {
      createDigitSet({ imageCount: labels.length, rows: 1, columns: 1, pixels }, Uint8Array.from(labels), sources);
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };
  const upTo = (first: number, count: number) => Array.from({ length: 3 * count }, (_, i) => first + (i % count));

  it("one to ten, of which ten may be called 0", () =>
    expect(saidOf(upTo(1, 10))).toBe(
      "labels: labels must be 0 to 9, got 10 as label 10 of 30. Write 0 for 10, in the labels to learn from and to test " +
        "with alike, and leave the other labels as they are.",
    ));

  it("fewer than ten, of which one has another number", () =>
    expect(saidOf([1, 200, 3])).toContain(
      "Number the classes 0 to 9, in the labels to learn from and to test with alike.",
    ));

  it("0 to 10, which are eleven, and the letters", () => {
    expect(saidOf(upTo(0, 11))).toContain(
      "There are 11 classes, and the network has ten outputs. Use images of ten of them",
    );
    expect(saidOf(upTo(1, 26))).toContain("There are 26 classes");
  });
});
