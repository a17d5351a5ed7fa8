import { didYouMean } from "../schema/did-you-mean.js";
import { numberFromText } from "../schema/number-text.js";
import type { Cell } from "../schema/row.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { Axis } from "../study/study.js";

/** One of the values of a parameter that varies. */
export interface AxisValue {
  key: string;
  value: Cell;
}

/** More values than this are not listed. */
const LISTED = 12;

export const list = (values: readonly Cell[]): string => values.map((value) => shownPath(String(value))).join(", ");

/** The values of an axis, of which there may be thousands. */
export function listValues(values: readonly Cell[]): string {
  if (values.length <= LISTED) return list(values);
  return `${list(values.slice(0, LISTED - 1))}, … ${String(values.at(-1))} (${values.length} values)`;
}

/** A number in whatever spelling. */
function numberOf(typed: string): number | undefined {
  return numberFromText(typed) ?? (typed.trim() === "" ? undefined : Number(typed));
}

/** @throws {UsageError} for a parameter that does not vary */
export function axisNamed(flag: string, key: string, axes: readonly Axis[]): Axis {
  const axis = axes.find((one) => one.key === key);
  if (axis !== undefined) return axis;
  const known = axes.map((one) => one.key);
  if (known.length === 0) {
    throw new UsageError(
      `${flag} ${shownPath(key)}: nothing varies in this study but the seed, so there is nothing to draw or compare. For its runs: syncache sweep --collect DIR.`,
    );
  }
  throw new UsageError(
    `${flag} must be a parameter that varies in this study: ${list(known)}; got ${shown(key)}.${didYouMean(key, known)}`,
  );
}

function axisValue(flag: string, text: string, axes: readonly Axis[]): AxisValue {
  const [, key, typed] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || typed === undefined) {
    throw new UsageError(`${flag} must be key=value, got ${shown(text)}. For example ${flag} policy=none.`);
  }
  const { values } = axisNamed(flag, key, axes);
  const value = values.find((one) => String(one) === typed || (typeof one === "number" && one === numberOf(typed)));
  if (value !== undefined) return { key, value };
  throw new UsageError(`${flag} ${key} must be one of ${listValues(values)}, got ${shown(typed)}.`);
}

/**
 * Values that are typed as `key=value`, a parameter each.
 *
 * @param advice what to do about a parameter that is given twice
 * @throws {UsageError} naming what there is
 */
export function axisValues(flag: string, texts: readonly string[], axes: readonly Axis[], advice: string): AxisValue[] {
  const values = texts.map((text) => axisValue(flag, text, axes));
  const twice = values.find(({ key }, i) => values.findIndex((other) => other.key === key) < i);
  if (twice !== undefined) throw new UsageError(`${flag} ${twice.key} is given twice. ${advice}`);
  return values;
}
