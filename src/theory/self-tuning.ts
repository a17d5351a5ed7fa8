/**
 * The threshold that tunes itself: θ = a·√τ·σ_s with σ_s² = ⟨Δw²⟩ estimated while learning, and a(cτ, Λ) from here. What decays
 * must be learned again, so energy and a price λ of learning time are weighed per unit of weight that is consolidated;
 * Λ = λ√τ/σ_s has no dimension. All series have terms of one sign, so the minimum is the root of a rising function.
 */
import { power } from "../math/elementary.js";
import { rootBelow } from "../math/root.js";
import { checkNumber } from "./check.js";

/** Costs below are nothing: e^{a²} at their root would be beyond the numbers. */
const NOTHING = 1e-290;
/** Here e^{a²} is beyond 1/NOTHING, so that the root is below. */
const FARTHEST = 26;
/** At a = 26 some 2000 terms count. */
const TERMS = 10_000;

/** What cτ and Λ may be. */
const notNegative = { min: 0 };

/** Σ_{n ≥ 1} of the coefficients times Π ratio(n), where the terms end up falling. */
function series(first: number, ratio: (n: number) => number, coefficient: (n: number) => number): number {
  let [term, sum] = [first, first * coefficient(1)];
  for (let n = 2; n < TERMS; n++) {
    term *= ratio(n);
    const next = sum + term * coefficient(n);
    if (next === sum) return sum;
    sum = next;
  }
  throw new RangeError(`The series must end within ${TERMS} terms.`);
}

/** Σ a^{2n}/n! times a coefficient, and Σ 2ⁿ a^{2n+1}/(2n+1)!! times one, from n = 1 on. */
const growth = (a: number, coefficient: (n: number) => number): number =>
  series(a * a, (n) => (a * a) / n, coefficient);
const erfGrowth = (a: number, coefficient: (n: number) => number): number =>
  series((2 * a * a * a) / 3, (n) => (2 * a * a) / (2 * n + 1), coefficient);

/** The root of cτ·growth + Λ·erfGrowth = 1 with these coefficients; their first terms bound it from above. */
function factor(
  decayCost: number,
  timePrice: number,
  ofGrowth: (n: number) => number,
  ofErfGrowth: (n: number) => number,
): number {
  checkNumber("decayCost", decayCost, notNegative);
  checkNumber("timePrice", timePrice, notNegative);
  const cost = decayCost < NOTHING ? 0 : decayCost;
  const price = timePrice < NOTHING ? 0 : timePrice;
  if (cost === 0 && price === 0) return Number.POSITIVE_INFINITY;
  const byCost = 1 / Math.sqrt(cost * ofGrowth(1));
  const byPrice = power(1.5 / price / ofErfGrowth(1), 1 / 3);
  return rootBelow(Math.min(FARTHEST, byCost, byPrice), (a) => {
    const held = cost === 0 ? 0 : cost * growth(a, ofGrowth);
    return held + (price === 0 ? 0 : price * erfGrowth(a, ofErfGrowth)) - 1;
  });
}

/**
 * a for `local-excess`: where [1 + cτ(e^{a²} − 1) + Λ√π e^{a²} erf a]/(2a), power and time per unit of consolidated drift, is
 * least. Its derivative vanishes where cτ Σ (2n − 1)a^{2n}/n! + Λ Σ 4n 2ⁿa^{2n+1}/(2n+1)!! = 1, n ≥ 1. So a → 1/√(cτ), the
 * optimum without decay, for large cτ, (3/8Λ)^{1/3} for large Λ, and Infinity where both are 0.
 *
 * @param decayCost cτ ≥ 0
 * @param timePrice Λ ≥ 0
 */
export function excessFactor(decayCost: number, timePrice: number): number {
  return factor(
    decayCost,
    timePrice,
    (n) => 2 * n - 1,
    (n) => 4 * n,
  );
}

/**
 * a for `local-local`: where 1/a + (cτ·m(a) + Λ)/ρ(a), power and time per unit of consolidated variance, is least;
 * m = ⟨|s|⟩/σ = A/J and ρ = rθ²/σ_s² = a²/(√π J) of `caching-with-decay.ts`, so it is 1/a + √π(cτA + ΛJ)/a². Its derivative vanishes
 * where cτ Σ (2n − 1)a^{2n}/((2n + 1)n!) + Λ Σ (2n/(n + 1)) 2ⁿa^{2n+1}/(2n+1)!! = 1, n ≥ 1. So a → √(3/(cτ)), the optimum
 * without decay, for large cτ, (3/2Λ)^{1/3} for large Λ, and Infinity where both are 0.
 *
 * @param decayCost cτ ≥ 0
 * @param timePrice Λ ≥ 0
 */
export function resetFactor(decayCost: number, timePrice: number): number {
  return factor(
    decayCost,
    timePrice,
    (n) => (2 * n - 1) / (2 * n + 1),
    (n) => (2 * n) / (n + 1),
  );
}

/** Rounding that a quotient of p and c may have, so that √(p/c) = 3 is not 2. */
const ROUNDING = 1e-9;

/** p/c, Infinity where holding is free. */
function checkedQuotient(errorRate: number, maintenanceCost: number): number {
  checkNumber("errorRate", errorRate, { min: 0, max: 1 });
  checkNumber("maintenanceCost", maintenanceCost, { min: 0 });
  return maintenanceCost === 0 ? Number.POSITIVE_INFINITY : errorRate / maintenanceCost;
}

/**
 * The θ/η of least power without decay for changes of ±η, `local-excess`: ⌊√(p/c)⌋. Of θ = mη the power is
 * η(p + cm(m + 1))/(2m + 1), less than that of m − 1 as long as m² < p/c.
 */
export function excessLatticeThreshold(errorRate: number, maintenanceCost: number): number {
  return excessLatticeOf(checkedQuotient(errorRate, maintenanceCost));
}

/** The same of a quotient p/c ≥ 0. */
export const excessLatticeOf = (quotient: number): number => Math.floor(Math.sqrt(quotient) + ROUNDING);

/**
 * The same for `local-local`: m − ½ with the smallest m ≥ 1 for which m(m + 1) ≥ 3p/c − 1. Consolidated at mη the power is
 * η(p/m + c(m − 1/m)/3), which is no more than that of m + 1 from there on.
 */
export function resetLatticeThreshold(errorRate: number, maintenanceCost: number): number {
  const least = 3 * checkedQuotient(errorRate, maintenanceCost) - 1;
  // m = (√(1 + 4·least) − 1)/2 where both sides are equal.
  const steps = Math.ceil((Math.sqrt(Math.max(1, 1 + 4 * least)) - 1) / 2 - ROUNDING);
  return Math.max(1, steps) - 0.5;
}

/**
 * Time steps from one consolidation to the next of the `clock` policy: 1/(2c/3 + Λ/τ), rounded, at least 1; Λ/τ is 0
 * without decay. Where holding costs nothing and nothing decays, Infinity: never before the end.
 */
export function clockPeriod(maintenanceCost: number, decayTime: number, timePrice: number): number {
  checkNumber("maintenanceCost", maintenanceCost, { min: 0 });
  checkNumber("decayTime", decayTime, { min: 0, exclusive: true, infinite: true });
  checkNumber("timePrice", timePrice, { min: 0 });
  return Math.max(1, Math.round(1 / ((2 * maintenanceCost) / 3 + timePrice / decayTime)));
}
