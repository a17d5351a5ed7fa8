import { type DeviceSetting, deviceNamed } from "../../devices/index.js";
import { checkSetting, checkWeightBits } from "../../devices/use/prices.js";
import { numberFromText } from "../../schema/number-text.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { flagOf, HINT } from "../flag-words.js";
import { DEFAULT_BITS, deviceFlags, type TypedDevices } from "./device-flags.js";

function numberOf(typed: TypedDevices, key: "stepSeconds" | "weightRange" | "weightBits"): number {
  const text = typed[key];
  const number = text === undefined ? undefined : numberFromText(text);
  if (number !== undefined) return number;
  throw new UsageError(
    `${flagOf(key)} must be a number > 0, got ${text === undefined ? "none" : shown(text)}. ${deviceFlags[key][1]}.\n${HINT}`,
  );
}

/** @throws UsageError for a number of bits that is none */
export function weightBitsOf(typed: TypedDevices): number {
  if (typed.weightBits === undefined) return DEFAULT_BITS;
  const bits = numberOf(typed, "weightBits");
  checkWeightBits(bits, flagOf("weightBits"));
  return bits;
}

/**
 * The cells that were asked for; undefined where none were.
 *
 * @throws UsageError where one of the flags is missing, and for a name or a number that is none
 */
export function askedDevices(typed: TypedDevices): DeviceSetting | undefined {
  const given = (Object.keys(deviceFlags) as (keyof TypedDevices)[]).filter((key) => typed[key] !== undefined);
  if (given.length === 0) return undefined;
  const needed = ["volatileDevice", "persistentDevice", "stepSeconds", "weightRange"] as const;
  const missing = needed.filter((key) => typed[key] === undefined).map(flagOf);
  if (missing.length > 0) {
    throw new UsageError(
      `${flagOf(given[0]!)} needs ${missing.join(" and ")} beside it, as joules hang on all of them. Give all four, or none.`,
    );
  }
  const setting = {
    volatile: deviceNamed(typed.volatileDevice!, flagOf("volatileDevice"), "volatile"),
    persistent: deviceNamed(typed.persistentDevice!, flagOf("persistentDevice"), "persistent"),
    stepSeconds: numberOf(typed, "stepSeconds"),
    weightRange: numberOf(typed, "weightRange"),
    weightBits: weightBitsOf(typed),
  };
  checkSetting(setting, flagOf);
  return setting;
}
