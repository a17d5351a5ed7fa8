import type { DigitTask } from "../tasks/digits.js";

/** Images as a figure shows them. */
export interface ExampleDigits {
  columns: number;
  /** The first image of each class to learn from, in the order of the classes: pixels 0 … 255, row after row. */
  images: number[][];
}

export function exampleDigits({ train }: DigitTask): ExampleDigits {
  const { pixelCount, columns, pixels, labels } = train;
  const first = Array.from({ length: 10 }, (_, label) => labels.indexOf(label)).filter((image) => image >= 0);
  return { columns, images: first.map((i) => [...pixels.subarray(i * pixelCount, (i + 1) * pixelCount)]) };
}
