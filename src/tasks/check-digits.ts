import { check, checkRecord, isCount } from "../schema/check.js";
import type { DigitSet, DigitTask } from "./digits.js";

/**
 * Checks images that a caller has put together.
 *
 * @param name what they are called in messages
 * @throws UsageError for sizes that do not fit the arrays, and for a label above 9
 */
export function checkDigitSet(set: DigitSet, name: string): void {
  checkRecord(set, name, "Make one with createDigitSet, or read one with readDigits.");
  const { imageCount, pixelCount, pixels, labels } = set;
  const sizes = { imageCount, pixelCount };
  for (const [key, size] of Object.entries(sizes)) {
    check(isCount(size, 1), `${name}.${key}`, "an integer ≥ 1", size, "Give the size that belongs to the arrays.");
  }
  check(pixels instanceof Uint8Array, `${name}.pixels`, "a Uint8Array", pixels, "A pixel is 0 to 255.");
  check(
    pixels.length === imageCount * pixelCount,
    `${name}.pixels`,
    `of length ${imageCount * pixelCount} = ${imageCount} images × ${pixelCount} pixels`,
    pixels,
    "Give the sizes that belong to the arrays.",
  );
  check(labels instanceof Uint8Array, `${name}.labels`, "a Uint8Array", labels, "A label is 0 to 9.");
  const advice = "Give one for each image.";
  check(labels.length === imageCount, `${name}.labels`, `of length ${imageCount}`, labels, advice);
  const wrong = labels.findIndex((label) => label > 9);
  if (wrong >= 0) check(false, `${name}.labels[${wrong}]`, "0 to 9", labels[wrong], "Number the ten classes from 0.");
}

/** @throws UsageError unless both sets are whole, and of images of the same size */
export function checkDigitTask(task: DigitTask): void {
  checkRecord(task, "task", "Make one with createDigitTask, or read one with readDigits.");
  const isName = typeof task.name === "string" && task.name !== "";
  check(isName, "task.name", "a text that is not empty", task.name, "Name the data set.");
  checkDigitSet(task.train, "task.train");
  checkDigitSet(task.test, "task.test");
  const { pixelCount } = task.test;
  const remedy = "Use images of the same data set.";
  check(pixelCount === task.train.pixelCount, "task.test.pixelCount", `${task.train.pixelCount}`, pixelCount, remedy);
}
