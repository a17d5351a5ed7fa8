import { decimalExponent, groupDigits, powerOfTen } from "../format.js";

/** A tick of an axis; minor ticks have no label. */
export interface Tick {
  value: number;
  label: string;
}

type Domain = [low: number, high: number];

/** The smallest step of the form 1, 2 or 5 times a power of ten that is not below `step`. */
export function niceStep(step: number): number {
  const power = 10 ** decimalExponent(step);
  return ([1, 2, 5, 10].find((multiple) => multiple * power >= step * (1 - 1e-9)) ?? 10) * power;
}

/** Ticks in powers of ten have at most so many digits after the point. */
const MANTISSA_DECIMALS = 3;
/** Digits that rounding leaves alone, and that few axes need. */
const SAFE_DIGITS = 12;
const MOST_DIGITS = 17;

/**
 * A multiple of a step without the rounding of the product, which would otherwise show as 0.30000000000000004. Where the
 * step is small beside the value, as many digits stay as tell it from its neighbours.
 */
export function roundTo(value: number, step: number): number {
  if (value === 0) return 0;
  const digits = decimalExponent(value) - decimalExponent(step) + 2;
  return Number(value.toPrecision(Math.min(MOST_DIGITS, Math.max(SAFE_DIGITS, digits))));
}

/** At most `count` steps of a round size; every label has the same number of decimals. */
export function linearTicks([low, high]: Domain, count: number): Tick[] {
  const step = niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -decimalExponent(step));
  const largest = decimalExponent(Math.max(Math.abs(low), Math.abs(high)));
  const label = (value: number) => {
    if (value === 0) return "0";
    // A mantissa of many digits is longer and harder to read than the number in full.
    const isShort = largest - decimalExponent(step) <= MANTISSA_DECIMALS;
    if (largest > -4 && largest < (isShort ? 6 : 16)) return groupDigits(value.toFixed(decimals));
    const mantissa = (value / 10 ** largest).toFixed(Math.max(0, largest - decimalExponent(step)));
    return `${groupDigits(mantissa)}×${powerOfTen(largest)}`;
  };
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = roundTo((first + i) * step, step);
    return { value, label: label(value) };
  });
}

/**
 * Ticks at 1…9 times each power of ten. `labelled` says which multiples carry a label, `stride` that only every
 * so-manieth power does. Numbers between 0.01 and 1000 are written out; beyond that all are powers of ten.
 */
export function logTicks([low, high]: Domain, labelled: number[], stride = 1): Tick[] {
  const writtenOut = low >= 0.01 && high <= 1000;
  const ticks: Tick[] = [];
  const [first, last] = [decimalExponent(low), decimalExponent(high)];
  for (let exponent = first; exponent <= last; exponent++) {
    for (let multiple = 1; multiple <= 9; multiple++) {
      const value = Number(`${multiple}e${exponent}`);
      if (value < low || value > high) continue;
      const power = multiple === 1 ? powerOfTen(exponent) : `${multiple}×${powerOfTen(exponent)}`;
      const shown = labelled.includes(multiple) && exponent % stride === 0;
      if (shown) ticks.push({ value, label: writtenOut ? groupDigits(String(value)) : power });
      else ticks.push({ value, label: "" });
    }
  }
  return ticks;
}
