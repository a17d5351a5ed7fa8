import { exp } from "./elementary.js";

/** From here on the asymptotic series is exact in double precision: its least term is about e^{−x²} = 5e-19. */
const FAR = 6.5;
/** The longest series here has some 150 terms that count. */
const TERMS = 1000;

/** ∫₀ˣ e^{y²} dy = Σ x^{2n+1}/(n!(2n+1)), terms of one sign, so that nothing cancels. */
function integralOfGrowth(x: number): number {
  let [power, sum] = [x, x];
  for (let n = 1; n < TERMS; n++) {
    power *= (x * x) / n;
    const next = sum + power / (2 * n + 1);
    if (next === sum) return sum;
    sum = next;
  }
  throw noEnd(x);
}

/** 1/(2x) Σ (2n − 1)!!/(2x²)ⁿ, while the terms fall and still count. */
function asymptotic(x: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; n < TERMS; n++) {
    term *= (2 * n - 1) / (2 * x * x);
    const next = sum + term;
    if (next === sum) return sum / (2 * x);
    sum = next;
  }
  throw noEnd(x);
}

const noEnd = (x: number): RangeError => new RangeError(`x must be a number, got ${x}: its series has no end.`);

/**
 * Dawson's function D(x) = e^{−x²} ∫₀ˣ e^{y²} dy (NIST Digital Library of Mathematical Functions, 7.2.5).
 *
 * @throws RangeError for NaN
 */
export function dawson(x: number): number {
  if (Math.abs(x) < FAR) return exp(-x * x) * integralOfGrowth(x);
  return asymptotic(x);
}
