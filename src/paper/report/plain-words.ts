import type { Claim, Measurement } from "../claim.js";
import { digitsFor } from "./digits.js";

/** Three digits, or so many, as a program reads them: the cells of a CSV. */
const short = (value: number, digits = 3): string => {
  if (Number.isNaN(value)) return "undefined";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return Number(value.toPrecision(digits)).toString();
};

/** "75.3 ± 1.2", or the range of several values, with as many digits as the band asks for. */
export function plainMeasurement(measurement: Measurement | null, band: Claim["band"] = {}): string {
  if (measurement === null || measurement.values.length === 0) return "–";
  const { values, standardError } = measurement;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const error =
    standardError === null || standardError === undefined || Number.isNaN(standardError)
      ? ""
      : ` ± ${short(standardError)}`;
  const digits = digitsFor([low, high], band);
  const [from, to] = [short(low, digits), short(high, digits)];
  return from === to ? `${from}${error}` : `${from} … ${to}`;
}

/** "exactly 1", "1 … 2", "≤ 1" or "≥ 2"; a band that is too narrow to be printed is for rounding. */
export function plainBand({ low, high }: Claim["band"]): string {
  if (low !== undefined && high !== undefined) {
    if (short(low) === short(high)) return `exactly ${short(low)}${low === high ? "" : ", up to rounding"}`;
    return `${short(low)} … ${short(high)}`;
  }
  return low === undefined ? `≤ ${short(high ?? Number.POSITIVE_INFINITY)}` : `≥ ${short(low)}`;
}
