import { expect, it } from "vitest";
import { exampleDigits } from "../../src/mlp/example-digits.js";
import { tinyDigits } from "./tiny-digits.js";

it("shows the first image of each class", () => {
  const task = tinyDigits();
  const { pixelCount, pixels, labels, columns } = task.train;
  const shown = exampleDigits(task);
  expect(shown.columns).toBe(columns);
  expect(shown.images).toHaveLength(10);
  for (const [label, image] of shown.images.entries()) {
    const first = labels.indexOf(label);
    expect(image).toEqual(Array.from(pixels.slice(first * pixelCount, (first + 1) * pixelCount)));
  }
});
