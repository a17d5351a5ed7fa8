import { formatNumber, groupDigits, powerOfTen } from "./format.js";

/** So many tell every double from every other. */
const MOST_DIGITS = 17;
/** Those of `formatNumber`. */
const USUAL_DIGITS = 4;

/** A number in the style of `formatNumber`, with at most so many significant digits. */
function withDigits(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  // Text, as the mantissa of a double is not always one.
  const [mantissa = "", exponent] = rounded.toExponential().split("e");
  if (Number(exponent) >= -3 && Number(exponent) < 6) return groupDigits(String(rounded));
  return `${groupDigits(mantissa)}×${powerOfTen(Number(exponent))}`;
}

/**
 * Labels of values that are shown side by side, by value: what `formatNumber` makes of each, and, where two would read
 * alike, as many digits as make them differ.
 */
export function distinctLabels(values: readonly number[]): Map<number, string> {
  const labels = new Map(values.map((value) => [value, formatNumber(value)]));
  for (let digits = USUAL_DIGITS + 1; digits <= MOST_DIGITS; digits++) {
    const counts = new Map<string, number>();
    for (const label of labels.values()) counts.set(label, (counts.get(label) ?? 0) + 1);
    const alike = [...labels].filter(([, label]) => counts.get(label)! > 1);
    if (alike.length === 0) break;
    for (const [value] of alike) labels.set(value, withDigits(value, digits));
  }
  return labels;
}
