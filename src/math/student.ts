import { erf } from "./erf.js";
import { rootBelow } from "./root.js";

/** Halvings of the angle, after which ten terms of its series are exact. */
const HALVINGS = 4;
const TERMS = 10;

/** The angle whose tangent is x ≥ 0, by tan(φ/2) = x/(1 + √(1 + x²)) and the series φ = x − x³/3 + x⁵/5 − …. */
function arctangent(x: number): number {
  let [tangent, scale] = [x, 1];
  for (let k = 0; k < HALVINGS; k++) [tangent, scale] = [tangent / (1 + Math.sqrt(1 + tangent * tangent)), 2 * scale];
  let sum = 0;
  for (let n = TERMS; n >= 0; n--) sum = 1 / (2 * n + 1) - tangent * tangent * sum;
  return scale * tangent * sum;
}

/**
 * P(|T| < t) of Student's distribution with an integer number of degrees of freedom, t ≥ 0 (Abramowitz and Stegun,
 * Handbook of Mathematical Functions, 26.7.3 and 26.7.4, with tan φ = t/√ν).
 */
export function studentShare(t: number, degreesOfFreedom: number): number {
  const length = Math.sqrt(t * t + degreesOfFreedom);
  const [sine, cosine] = [t / length, Math.sqrt(degreesOfFreedom) / length];
  const isOdd = degreesOfFreedom % 2 === 1;
  // Odd: cos φ (1 + 2/3 cos²φ + 2·4/(3·5) cos⁴φ + …); even: 1 + 1/2 cos²φ + 1·3/(2·4) cos⁴φ + …; up to cos^(ν−2).
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let power = isOdd ? 1 : 0; power <= degreesOfFreedom - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * cosine * cosine;
  }
  return isOdd ? (2 / Math.PI) * (arctangent(t / Math.sqrt(degreesOfFreedom)) + sine * sum) : sine * sum;
}

/** Quantiles beyond this one are not asked for: with one degree of freedom it has a share of 1 − 6·10⁻⁷. */
const FARTHEST = 1e6;

/** The t ≥ 0 within which |T| lies with a probability. */
export const studentQuantile = (share: number, degreesOfFreedom: number): number =>
  rootBelow(FARTHEST, (t) => studentShare(t, degreesOfFreedom) - share);

/** P(Z < −x) of the normal distribution, x ≥ 0, to 10⁻¹⁶ of 1. */
export const normalTail = (x: number): number => (1 - erf(x / Math.SQRT2)) / 2;
