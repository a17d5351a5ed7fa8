import { randomStream } from "../../src/math/random.js";
import { createDigitSet, createDigitTask, type DigitSet, type DigitTask } from "../../src/tasks/digits.js";

const [ROWS, COLUMNS] = [4, 5];

/**
 * Ten "digits" of 4×5 pixels that are easy to tell apart: each class has a pattern of bright and dark pixels of its own,
 * and noise is added to the bright ones. Half of the pixels of an image are 0, as in real digits.
 */
export function tinyDigits(trainCount = 200, testCount = 100, seed = 1): DigitTask {
  const shapes = randomStream(seed, "shapes");
  const bright = Array.from({ length: 10 * ROWS * COLUMNS }, () => shapes.uniform() < 0.5);
  const setOf = (imageCount: number, name: string): DigitSet => {
    const stream = randomStream(seed, name);
    const labels = Uint8Array.from({ length: imageCount }, () => Math.floor(10 * stream.uniform()));
    const pixelCount = ROWS * COLUMNS;
    const pixels = Uint8Array.from({ length: imageCount * pixelCount }, (_, i) => {
      const label = labels[Math.floor(i / pixelCount)]!;
      return bright[label * pixelCount + (i % pixelCount)] ? 155 + Math.floor(100 * stream.uniform()) : 0;
    });
    return createDigitSet({ imageCount, rows: ROWS, columns: COLUMNS, pixels }, labels, { images: name, labels: name });
  };
  return createDigitTask("tiny", setOf(trainCount, "train"), setOf(testCount, "test"));
}
