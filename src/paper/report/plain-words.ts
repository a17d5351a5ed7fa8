import type { Claim, Measurement } from "../claim.js";

/** Three digits, as a program reads them: the cells of a CSV. */
const short = (value: number): string => {
  if (Number.isNaN(value)) return "undefined";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return Number(value.toPrecision(3)).toString();
};

/** "75.3 ± 1.2", or the range of several values. */
export function plainMeasurement(measurement: Measurement | null): string {
  if (measurement === null || measurement.values.length === 0) return "–";
  const { values, standardError } = measurement;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const error =
    standardError === null || standardError === undefined || Number.isNaN(standardError)
      ? ""
      : ` ± ${short(standardError)}`;
  return short(low) === short(high) ? `${short(low)}${error}` : `${short(low)} … ${short(high)}`;
}

/** "exactly 1", "1 … 2", "≤ 1" or "≥ 2". */
export function plainBand({ low, high }: Claim["band"]): string {
  if (low !== undefined && high !== undefined)
    return low === high ? `exactly ${short(low)}` : `${short(low)} … ${short(high)}`;
  return low === undefined ? `≤ ${short(high ?? Number.POSITIVE_INFINITY)}` : `≥ ${short(low)}`;
}
