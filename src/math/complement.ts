import { exp } from "./elementary.js";

/** Up to here the series is better than the difference; its first term left out is x⁶/5040 < 2e-16 of the sum. */
const SMALL = 1e-2;

/** 1 − e^{−x} for x ≥ 0, with all its digits. */
export function complement(x: number): number {
  if (x > SMALL) return 1 - exp(-x);
  return x * (1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - (x / 5) * (1 - x / 6)))));
}
