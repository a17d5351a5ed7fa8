import type { Quantity, Range } from "../../devices/index.js";
import { formatNumber, powerOfTen } from "../../report/format.js";

/** A larger whole number than this is a measured one, and shorter as a power of ten. */
const LONG = 1e6;

function numberText(x: number): string {
  if (x < LONG) return formatNumber(x);
  const [mantissa, exponent] = x.toExponential().split("e");
  return `${formatNumber(Number(mantissa))}×${powerOfTen(Number(exponent))}`;
}

/** "2.6×10⁻¹¹ to 1.04×10⁻¹⁰", or one number where both ends are the same. */
export function rangeText({ low, high }: Omit<Range, "value">): string {
  const [from, to] = [numberText(low), numberText(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** A range with its value in front, where it has one between its ends. */
export function valueText(range: Range): string {
  const value = numberText(range.value);
  const ends = rangeText(range);
  return ends === value ? value : `${value} (${ends})`;
}

/** What one number says, and what it is in: the unit of a share is no unit. */
export const quantityText = (quantity: Quantity): string => `${valueText(quantity)} ${quantity.unit}`;

/** Where it stands, and whether somebody has read it there. */
export function sourceText({ source, read }: Quantity): string {
  const at = "doi" in source ? `https://doi.org/${source.doi}` : source.url;
  return `${read === "source" ? "read in" : "second-hand, after"} ${at}: ${source.where}`;
}
