import { exp, log } from "./elementary.js";

/** `count` points from `low` to `high`, evenly spaced in the logarithm, both ends exact. */
export function logarithmicGrid(low: number, high: number, count: number): number[] {
  const span = log(high / low);
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? low : i === count - 1 ? high : low * exp((i / (count - 1)) * span),
  );
}

/** Points from `low` to at most `high` in equal steps. */
export function linearGrid(low: number, high: number, step: number): number[] {
  return Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, i) => low + i * step);
}
