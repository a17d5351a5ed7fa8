import type { Cell } from "../schema/row.js";

const SUPERSCRIPTS: Record<string, string> = Object.fromEntries(
  [..."0123456789-"].map((c, i) => [c, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"[i]!]),
);

/** No-break thin space: the separator of thousands in the SI, which may not end a line. */
const THIN_SPACE = "\u202f";

/** A whole number in running text: up to four digits stand together, as in P = 1900, more have thin spaces, as in 12 000. */
export const formatCount = (count: number): string =>
  count < 1e4 ? String(count) : (wordFor(count) ?? groupDigits(String(count)));

/** The power of ten of the leading digit. Read from the decimal form, because log10 may be one unit off. */
export function decimalExponent(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

/** "10⁻³" for -3. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((c) => SUPERSCRIPTS[c]).join("")}`;
}

/** A true minus sign, and a thin space every three digits before the point. */
export function groupDigits(decimal: string): string {
  const [whole = "", fraction] = decimal.replace("-", "−").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "1.877×10⁶" for the mantissa 1.877; without thousands, as a mantissa has one digit before its point. */
const timesPower = (value: number): string => {
  const [mantissa, exponent] = value.toExponential().split("e");
  return `${groupDigits(mantissa!)}×${powerOfTen(Number(exponent))}`;
};

/** What stands for a number that has no digits. */
function wordFor(x: number | null): string | undefined {
  if (x === null) return "–";
  if (Number.isNaN(x)) return "NaN";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  return undefined;
}

const toFourDigits = (x: number): number => Number(x.toPrecision(4));

/**
 * A measured number: a whole one in full, everything else with four significant digits, as a decimal where that is short
 * and as m×10ⁿ where it is not. Null, an undefined ratio, is a dash.
 */
export function formatNumber(x: number | null): string {
  const word = wordFor(x);
  if (word !== undefined) return word;
  const value = x as number;
  if (Number.isSafeInteger(value)) return groupDigits(String(value));
  const rounded = toFourDigits(value);
  const exponent = decimalExponent(rounded);
  return exponent >= -3 && exponent < 6 ? groupDigits(String(rounded)) : timesPower(rounded);
}

/** A number that somebody has given, such as a threshold, or may type again: every digit that it has. */
export function formatExact(x: number | null): string {
  const word = wordFor(x);
  if (word !== undefined) return word;
  const value = x as number;
  const exponent = decimalExponent(value);
  return exponent >= -3 && exponent < 16 ? groupDigits(String(value)) : timesPower(value);
}

/** A column of larger numbers is set in powers of ten. */
const LARGEST_PLAIN_EXPONENT = 8;

/**
 * Measured numbers that stand below each other, as `formatNumber` writes them, but in one form: all of them as decimals,
 * or, where one of them is too long for that, all as m×10ⁿ.
 */
export function formatColumn(values: readonly (number | null)[]): string[] {
  const alone = values.map(formatNumber);
  if (!alone.some((text) => text.includes("×"))) return alone;
  const shown = (x: number): number => (Number.isSafeInteger(x) ? x : toFourDigits(x));
  const exponents = values.flatMap((x) => (wordFor(x) === undefined && x !== 0 ? [decimalExponent(shown(x!))] : []));
  const plain = Math.min(...exponents) >= -3 && Math.max(...exponents) <= LARGEST_PLAIN_EXPONENT;
  return values.map((x, i) => {
    if (x === 0 || wordFor(x) !== undefined) return alone[i]!;
    return plain ? groupDigits(String(shown(x!))) : timesPower(shown(x!));
  });
}

/** What the numbers of a column are: measured, given by somebody, or the names of seeds, which have no thousands. */
export type NumberForm = "measured" | "given" | "seed";

const formatters: Record<NumberForm, (values: readonly (number | null)[]) => string[]> = {
  measured: formatColumn,
  given: (values) => values.map(formatExact),
  seed: (values) => values.map((seed) => wordFor(seed) ?? String(seed)),
};

/** The cells of one column of a table as text. */
export function formatCells(cells: readonly (Cell | undefined)[], form: NumberForm = "measured"): string[] {
  const numbers = formatters[form](cells.map((cell) => (typeof cell === "number" ? cell : null)));
  return cells.map((cell, i) => {
    if (typeof cell === "boolean") return cell ? "yes" : "no";
    return typeof cell === "string" ? cell : numbers[i]!;
  });
}
