/**
 * What caching costs when transient weights decay (eLife 2020;9:e50804, Materials and methods, "Efficiency of synaptic
 * caching with decay"): a Fokker-Planck equation with drift −s/τ and variance σ_s² = pη² a step, absorbing at ±θ and
 * restarted at 0. With σ² = τσ_s², a = θ/σ, x = s/σ. The paper prints the drift with the other sign, and σ² in the rate
 * where σ_s² belongs.
 *
 * The integrals of the density, Z = 2σJ and ⟨|s|⟩ = σA/J, become positive once the order of integration is exchanged:
 *   J(a) = ∫₀ᵃ [erfi(a) − erfi(x)] e^{−x²} dx   = ∫₀ᵃ e^{y²} erf(y) dy,
 *   A(a) = ∫₀ᵃ x [erfi(a) − erfi(x)] e^{−x²} dx = (1/√π) ∫₀ᵃ (e^{y²} − 1) dy.
 */
import { dawson } from "../math/dawson.js";
import { exp } from "../math/elementary.js";
import { minimise } from "../math/minimise.js";
import { type SteadyState, steadyStateRanges, triangle, triangularState } from "./caching-without-decay.js";
import { checkNumber, checkNumbers, finite } from "./check.js";

/** Below, decay changes the values by a² < 1e-16 of themselves. */
const NEGLIGIBLE = 1e-8;
/** a² of the optimum without decay up to which it is that with decay too, far below what the search could resolve. */
const EARLY = 1e-100;
/** From here on ∫₀ᵃ e^{y²} erfc(y) dy < 2 is below 1e-17 of J, so that J = e^{a²} D(a). */
const FAR = 6.5;
/** From here on e^{−a²} underflows: nothing is consolidated. */
const NEVER = 28;

/** The longest series here has some 150 terms that count. */
const TERMS = 1000;

const ROOT_PI = Math.sqrt(Math.PI);

/** e^{−a²} J(a), by (2/√π) Σ 2ⁿ a^{2n+2}/((2n+1)!!(2n+2)). */
function scaledNormalisation(a: number): number {
  if (a > FAR) return dawson(a);
  let [power, sum] = [a * a, (a * a) / 2];
  for (let n = 1; n < TERMS; n++) {
    power *= (2 * a * a) / (2 * n + 1);
    const next = sum + power / (2 * n + 2);
    if (next === sum) return (2 / ROOT_PI) * exp(-a * a) * sum;
    sum = next;
  }
  throw noEnd(a);
}

/** e^{−a²} A(a), by (1/√π) Σ_{n ≥ 1} a^{2n+1}/(n!(2n+1)). */
function scaledMagnitude(a: number): number {
  if (a > FAR) return (dawson(a) - a * exp(-a * a)) / ROOT_PI;
  let [power, sum] = [a * a * a, (a * a * a) / 3];
  for (let n = 2; n < TERMS; n++) {
    power *= (a * a) / n;
    const next = sum + power / (2 * n + 1);
    if (next === sum) return (exp(-a * a) * sum) / ROOT_PI;
    sum = next;
  }
  throw noEnd(a);
}

const noEnd = (a: number): RangeError => new RangeError(`θ/σ must be a number, got ${a}: its series has no end.`);

/** The walk of one synapse. */
export interface DecayingWalk {
  /** σ_s² = pη² > 0, with p the fraction of presentations that are wrong. */
  updateVariance: number;
  /** τ, time steps; Infinity is no decay. */
  decayTime: number;
}

const spreadOf = ({ updateVariance, decayTime }: DecayingWalk): number =>
  Math.sqrt(updateVariance) * Math.sqrt(decayTime);

/** What τ may be. */
export const decayRange = { decayTime: { min: 0, exclusive: true, infinite: true } };

/** P_s(s) = [erfi(a) − erfi(|x|)] e^{−x²}/Z = [D(a) e^{−x²} − D(|x|) e^{−a²}]/(√π σ e^{−a²}J). */
export function decayingTransientDensity(s: number, walk: DecayingWalk, threshold: number): number {
  checkNumbers(
    { ...walk, threshold },
    { ...decayRange, updateVariance: { min: 0 }, threshold: steadyStateRanges.threshold },
  );
  checkNumber("|s|", Math.abs(s), { min: 0 });
  const spread = spreadOf(walk);
  // What is never changed stays at 0: all of the density is there, which no number can say.
  if (spread === 0) return finite(s === 0 ? Number.POSITIVE_INFINITY : 0, "the density at 0 without updates");
  const a = threshold / spread;
  if (!(a >= NEGLIGIBLE)) return finite(triangle(s, threshold), "the density");
  if (Math.abs(s) >= threshold) return 0;
  const x = Math.abs(s) / spread;
  // Far from its thresholds the walk is that of a Gaussian of variance σ²/2.
  if (a > NEVER) return finite(exp(-x * x) / (ROOT_PI * spread), "the density");
  const numerator = dawson(a) * exp(-x * x) - dawson(x) * exp(-a * a);
  return finite(Math.max(0, numerator) / (ROOT_PI * spread * scaledNormalisation(a)), "the density");
}

/** The values of `decayingSteadyState`, unchecked. */
function stateOf(walk: DecayingWalk, threshold: number, maintenanceCost: number): SteadyState {
  const { updateVariance, decayTime } = walk;
  if (decayTime === Number.POSITIVE_INFINITY) return triangularState(updateVariance, threshold, maintenanceCost);
  const spread = spreadOf(walk);
  const a = threshold / spread;
  if (a < NEGLIGIBLE) return triangularState(updateVariance, threshold, maintenanceCost);
  const never = a > NEVER;
  const normalisation = never ? 0 : scaledNormalisation(a);
  const meanTransient = never ? spread / ROOT_PI : (spread * scaledMagnitude(a)) / normalisation;
  const consolidationRate = never ? 0 : exp(-a * a) / (ROOT_PI * decayTime * normalisation);
  return {
    meanTransient,
    consolidationRate,
    consolidationPower: consolidationRate * threshold,
    maintenancePower: maintenanceCost * meanTransient,
  };
}

/**
 * ⟨|s|⟩ = σA/J, r = 2σ_s²/(√π σ Z) = 1/(√π τ J), m_cons = rθ and m_trans = c⟨|s|⟩, per synapse and time step.
 *
 * @param threshold θ > 0
 * @throws RangeError for a value out of its range, and where a result is beyond the largest number
 */
export function decayingSteadyState(walk: DecayingWalk, threshold: number, maintenanceCost: number): SteadyState {
  checkNumbers({ ...walk, threshold, maintenanceCost }, { ...steadyStateRanges, ...decayRange });
  return finite(stateOf(walk, threshold, maintenanceCost));
}

/** √(3σ_s²/c), also where the quotient is no ordinary number. */
function withoutDecayThreshold(updateVariance: number, maintenanceCost: number): number {
  const quotient = (3 * updateVariance) / maintenanceCost;
  const isOrdinary = quotient > 1e-300 && quotient < Number.POSITIVE_INFINITY;
  return isOrdinary ? Math.sqrt(quotient) : Math.sqrt(3 * updateVariance) / Math.sqrt(maintenanceCost);
}

/**
 * The θ where rθ + c⟨|s|⟩ is least. In units of σ/(√π τ) that power is [(1 − cτ) a + cτ E]/J with E = ∫₀ᵃ e^{y²} dy. Both
 * a/J and E/J fall with a, so that for cτ ≤ 1 it is best never to consolidate: Infinity. Without decay √(3σ_s²/c).
 *
 * @throws RangeError for a value out of its range
 */
export function powerOptimalThreshold(walk: DecayingWalk, maintenanceCost: number): number {
  const { maintenanceCost: cost, updateVariance: variance } = steadyStateRanges;
  checkNumbers({ ...walk, maintenanceCost }, { ...decayRange, updateVariance: variance, maintenanceCost: cost });
  const { updateVariance, decayTime } = walk;
  if (maintenanceCost * decayTime <= 1 || maintenanceCost === 0) return Number.POSITIVE_INFINITY;
  const withoutDecay = withoutDecayThreshold(updateVariance, maintenanceCost);
  if (decayTime === Number.POSITIVE_INFINITY || updateVariance === 0) return withoutDecay;
  // So early no synapse has decayed by anything; and the numbers around there may be too small to be searched.
  if (3 / maintenanceCost / decayTime < EARLY) return withoutDecay;
  const power = (threshold: number): number => {
    const { consolidationPower, maintenancePower } = stateOf(walk, threshold, maintenanceCost);
    return consolidationPower + maintenancePower;
  };
  // Beyond a = FAR the power is flat in double precision.
  return minimise(power, withoutDecay / 10, FAR * spreadOf(walk));
}
