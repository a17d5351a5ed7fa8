import { decimalExponent, formatNumber, groupDigits } from "../../report/format.js";
import type { Claim, Measurement } from "../claim.js";
import type { CheckedClaim } from "./checked-claim.js";
import { digitsFor } from "./digits.js";

/** Three digits, or so many, as print has them: a true minus, thousands apart, powers of ten. */
const printed = (value: number, digits = 3): string =>
  Number.isNaN(value) ? "undefined" : formatNumber(Number(value.toPrecision(digits)));

/** Digits after the point that are still readable; what is smaller is written in powers of ten. */
const MOST_DECIMALS = 5;

/** Values that differ by rounding alone have no error worth a word. */
const ROUNDING = 1e-12;

/** "33.7 ± 0.89": two digits of the error, and the value as far as they reach. */
function withError(value: number, error: number): string {
  const decimals = 1 - decimalExponent(error);
  if (decimals > MOST_DECIMALS) return `${printed(value)} ± ${formatNumber(Number(error.toPrecision(2)))}`;
  const step = 10 ** -decimals;
  const to = (x: number): string =>
    groupDigits(decimals > 0 ? x.toFixed(decimals) : String(Math.round(x / step) * step));
  return `${to(value)} ± ${to(error)}`;
}

/** "33.7 ± 0.89", or "0.7 to 1.3" of several values, with as many digits as the band asks for; a dash where there are none. */
export function foundInWords(measurement: Measurement | null, band: Claim["band"] = {}): string {
  if (measurement === null || measurement.values.length === 0) return "–";
  const { values, standardError } = measurement;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const digits = digitsFor([low, high], band);
  if (printed(low, digits) !== printed(high, digits)) return `${printed(low, digits)} to ${printed(high, digits)}`;
  const hasError =
    typeof standardError === "number" && standardError > ROUNDING * Math.abs(low) && Number.isFinite(standardError);
  return hasError && Number.isFinite(low) ? withError(low, standardError) : printed(low, digits);
}

/** "at least 10", "at most 0.95", "between 1 and 2" or "exactly 1"; a band that is too narrow to be printed is for rounding. */
export function expectedInWords({ low, high }: Claim["band"]): string {
  if (low !== undefined && high !== undefined) {
    if (printed(low) === printed(high)) return `exactly ${printed(low)}${low === high ? "" : ", up to rounding"}`;
    return `between ${printed(low)} and ${printed(high)}`;
  }
  if (low !== undefined) return `at least ${printed(low)}`;
  return high === undefined ? "any number" : `at most ${printed(high)}`;
}

/** A symbol, such as θ or "c =", is another one as a capital. */
const SYMBOL = /^(?:\p{Script=Greek}|\p{L}\s*[=<>≤≥≈]|ln )/u;

/** With a capital, unless it begins with a symbol, and a full stop, unless it has one. */
export const asSentence = (text: string): string => {
  const end = /[.”]$/.test(text) ? "" : ".";
  return SYMBOL.test(text) ? `${text}${end}` : `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
};

/** What became of a claim, in words: "Found 33.7 ± 0.89, expected at least 10. 10 of 10 runs converged." */
export function findingOf({ claim, measurement }: CheckedClaim): string {
  if (measurement === null) return "Not checked, as not all that it needs has been computed.";
  const { values, sample } = measurement;
  if (values.length === 0) return `Nothing could be measured. ${asSentence(sample)}`;
  return `Found ${foundInWords(measurement, claim.band)}, expected ${expectedInWords(claim.band)}. ${asSentence(sample)}`;
}
