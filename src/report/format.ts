const SUPERSCRIPTS: Record<string, string> = Object.fromEntries(
  [..."0123456789-"].map((c, i) => [c, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"[i]!]),
);

/** No-break thin space: the separator of thousands in the SI, which may not end a line. */
const THIN_SPACE = "\u202f";

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

/**
 * A number for a table: whole numbers below a million in full, everything else with four significant digits, as a
 * decimal where that is short and as m×10ⁿ where it is not. Null, an undefined ratio, is a dash.
 */
export function formatNumber(x: number | null): string {
  if (x === null) return "–";
  if (Number.isNaN(x)) return "NaN";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return groupDigits(String(x));
  const rounded = Number(x.toPrecision(4));
  const exponent = decimalExponent(rounded);
  if (exponent >= -3 && exponent < 6) return groupDigits(plainDecimal(rounded, Math.max(0, 3 - exponent)));
  const mantissa = Number(rounded.toExponential().split("e")[0]);
  return `${groupDigits(String(mantissa))}×${powerOfTen(exponent)}`;
}

/** Digits after the point as asked, without the zeros that say nothing. */
function plainDecimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
