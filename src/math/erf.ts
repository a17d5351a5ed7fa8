import { exp } from "./elementary.js";

/** From here on 1 − erf x < 3e-17 is below the rounding of 1. */
const FAR = 6;
/** The longest series here has some 150 terms that count. */
const TERMS = 1000;

/** erf x = (2/√π) e^{−x²} Σ 2ⁿ x^{2n+1}/(2n+1)!!, terms of one sign (NIST Digital Library of Mathematical Functions, 7.6.2). */
export function erf(x: number): number {
  if (Math.abs(x) >= FAR) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; n < TERMS; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    const next = sum + term;
    if (next === sum) return (2 / Math.sqrt(Math.PI)) * exp(-x * x) * sum;
    sum = next;
  }
  throw new RangeError(`x must be a number, got ${x}: its series has no end.`);
}
