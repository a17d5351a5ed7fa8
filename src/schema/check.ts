import { shown } from "./shown.js";
import { UsageError } from "./usage-error.js";

/**
 * Refuses a value of a caller at a door of the library: `NAME must be ALLOWED, got VALUE. REMEDY`.
 *
 * @throws UsageError unless `holds`
 */
export function check(holds: boolean, name: string, allowed: string, given: unknown, remedy: string): void {
  if (!holds) throw new UsageError(`${name} must be ${allowed}, got ${shown(given)}. ${remedy}`);
}

/** Whether `value` is a number ≥ `min`, Infinity included, and so no NaN and no text that looks like a number. */
export const isAtLeast = (value: unknown, min: number): boolean => typeof value === "number" && value >= min;

/** Whether `value` is a number, and neither NaN nor infinite. */
export const isFiniteNumber = (value: unknown): boolean => Number.isFinite(value);

/** Whether `value` is an integer from `min` to `max`. */
export const isCount = (value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** @throws UsageError unless `value` is an object with named values, as options are */
export function checkRecord(value: unknown, name: string, remedy: string): asserts value is Record<string, unknown> {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
  check(isRecord, name, "an object", value, remedy);
}

/** @throws UsageError naming the first key that is none of `known`; a misspelt one would be ignored otherwise */
export function checkKeys(value: object, known: readonly string[], name: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new UsageError(`${name} has no ${shown(unknown)}; it may have ${known.join(", ")}. Correct or remove the key.`);
}

/** Index of the first value that is not finite, or −1. One pass of additions where all are, as nearly always. */
export function firstNotFinite(values: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
  }
  for (let i = whole; i < values.length; i++) a += values[i]!;
  // Finite values may add up to Infinity, so that only the search can tell.
  return Number.isFinite(a + b + c + d) ? -1 : values.findIndex((value) => !Number.isFinite(value));
}
