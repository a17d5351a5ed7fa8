import { exp, log } from "./elementary.js";

/** Logarithms up to which a factor e^x is a number, with all its digits. */
const LARGEST_LOGARITHM = 700;

/** x·e^y in three steps, for e^y beyond the numbers where the product is not. */
function raise(x: number, y: number): number {
  if (Math.abs(y) < LARGEST_LOGARITHM) return x * exp(y);
  const factor = exp(y / 3);
  return x * factor * factor * factor;
}

/** `count` points from `low` to `high`, both > 0, evenly spaced in the logarithm, both ends exact. */
export function logarithmicGrid(low: number, high: number, count: number): number[] {
  const span = log(high / low);
  if (!(Math.abs(span) < LARGEST_LOGARITHM)) return wideGrid(low, high, count);
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? low : i === count - 1 ? high : low * exp((i / (count - 1)) * span),
  );
}

/** The same over so many powers of ten that the ratio of the ends is no number. */
function wideGrid(low: number, high: number, count: number): number[] {
  const span = log(high) - log(low);
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? low : i === count - 1 ? high : raise(low, (i / (count - 1)) * span),
  );
}

/** Points from `low` to at most `high` in equal steps. */
export function linearGrid(low: number, high: number, step: number): number[] {
  return Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, i) => low + i * step);
}
