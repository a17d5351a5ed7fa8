import { mean } from "./statistics.js";

/** Means of so many values in a row, from the first ones on: count − 1 fewer than there are values. */
export function movingMean(values: readonly number[], count: number): number[] {
  const meanCount = Math.max(0, values.length - count + 1);
  return Array.from({ length: meanCount }, (_, first) => mean(values.slice(first, first + count)));
}
