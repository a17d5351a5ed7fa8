/**
 * What caching costs where changes are steps of ±η, as those of the perceptron, and not infinitely small: s ← s·exp(−1/τ) in
 * every time step, ±η with probability p/2 each, and s ← 0 where |s| > θ after a change.
 *
 * Without decay s is a multiple of η and is consolidated at nη, n = ⌊θ/η⌋ + 1. That takes n² changes from 0, and |s| is a
 * triangle on the lattice: r = p/n², ⟨|s|⟩ = η(n² − 1)/3n, m_cons = pη/n; the rate is that of the continuous walk with θ = nη.
 * With decay s leaves the lattice, and a Markov chain is solved on a grid (`lattice-chain.ts`).
 */
import { decayingSteadyState } from "./caching-with-decay.js";
import { type SteadyState, steadyStateRanges } from "./caching-without-decay.js";
import { checkNumbers, finite } from "./check.js";
import { chainState, farthest, type UnitState } from "./lattice-chain.js";
import { stepsToExceed, TOLERANCE } from "./steps-to-exceed.js";
import { thresholdOfRate } from "./threshold-of-rate.js";

/** The walk of one synapse with steps that are finite. */
export interface LatticeWalk {
  /** p, the share of time steps with a change. */
  errorRate: number;
  /** τ, time steps; Infinity is no decay. */
  decayTime: number;
  /** η; 1 unless given. */
  learningRate?: number;
}

/** ⟨|s|⟩ is that of s while it is held, after its decay; m_cons counts what is moved, more than θ each time. */
export interface FiniteStepState extends SteadyState {
  /** The threshold of the continuous walk that is crossed as often; Infinity where none ever is. */
  effectiveThreshold: number;
}

const ranges = {
  errorRate: { min: 0, max: 1 },
  decayTime: { min: 0, exclusive: true, infinite: true },
  learningRate: { min: 0, exclusive: true },
  threshold: steadyStateRanges.threshold,
  maintenanceCost: steadyStateRanges.maintenanceCost,
};

/** The state in units of η, with the effective threshold where that is what it was made from. */
interface Found extends UnitState {
  effective?: number;
}

/** θ/η up to which the chain is solved. Beyond, half a step of threshold is less than 0.2 % of it. */
const HIGHEST = 300;
/** pτ below which a change finds nothing left of the one before: r < p²τ, less than 10⁻¹² of the changes. */
const RARE = 1e-12;
/** So many steps |s| exceeds less than once in 10⁶⁰ changes, by Chernoff's bound, whatever p and τ. */
const unheardOf = (errorRate: number, decayTime: number): number => 30 + 12 * Math.sqrt(errorRate * decayTime);
/** The part of a step that s decays by between two consolidations, (θ/η)³/(pτ), below which all is as without decay … */
const STILL_LATTICE = 1e-9;
/** … or at least s is consolidated at nη still; from there on it is anywhere in the step beyond θ, at θ + η/2 on average. */
const NEARLY_LATTICE = 0.25;

const NEVER = { rate: 0, moved: 0, effective: Number.POSITIVE_INFINITY };

function withoutDecay(errorRate: number, n: number): Found {
  return { held: (n - 1 / n) / 3, rate: errorRate / n / n, moved: errorRate / n, effective: n };
}

function continuous(errorRate: number, decayTime: number, effective: number): Found {
  const state = decayingSteadyState({ updateVariance: errorRate, decayTime }, effective, 0);
  return { held: state.meanTransient, rate: state.consolidationRate, moved: state.consolidationPower, effective };
}

function unitState(errorRate: number, decayTime: number, threshold: number): Found {
  const n = stepsToExceed(threshold, 1);
  // Every change is consolidated at once.
  if (n === 1) return { held: 0, rate: errorRate, moved: errorRate };
  const drift = threshold ** 3 / errorRate / decayTime;
  if (decayTime === Number.POSITIVE_INFINITY || drift < STILL_LATTICE) return withoutDecay(errorRate, n);
  // One change is held as κ + κ² + … = 1/(1 − κ) − 1.
  if (errorRate * decayTime < RARE) return { ...NEVER, held: errorRate * (farthest(decayTime) - 1) };
  const height = Math.min(threshold, unheardOf(errorRate, decayTime));
  const state =
    height > HIGHEST
      ? continuous(errorRate, decayTime, drift < NEARLY_LATTICE ? n : threshold + 0.5)
      : chainState({ errorRate, decayTime, limit: height * (1 + TOLERANCE) });
  const isNever = threshold > height || threshold >= farthest(decayTime);
  return isNever ? { ...NEVER, held: state.held } : state;
}

/**
 * The steady state of a synapse with finite steps. Without decay it is exact. With decay, up to θ/η = 300, finer grids change
 * r and m_cons by less than 0.5 % where τ ≥ 20 and r > 10⁻⁶p, by 1 to 2 % for smaller τ, where s is spread on a fractal, and ⟨|s|⟩
 * by less than 0.3 %; the error of r grows with −ln r where consolidations are rarer. Beyond θ/η = 300 it is the continuous walk with
 * half a step more, as s then is anywhere in the step that exceeds θ.
 *
 * @param threshold θ > 0
 * @throws RangeError for a value out of its range, and where a result is beyond the largest number
 */
export function finiteStepState(walk: LatticeWalk, threshold: number, maintenanceCost: number): FiniteStepState {
  checkNumbers({ learningRate: 1, ...walk, threshold, maintenanceCost }, ranges);
  const { errorRate, decayTime, learningRate = 1 } = walk;
  const { held, rate, moved, effective } = unitState(errorRate, decayTime, threshold / learningRate);
  const meanTransient = learningRate * held;
  return {
    ...finite({
      meanTransient,
      consolidationRate: rate,
      consolidationPower: learningRate * moved,
      maintenancePower: maintenanceCost * meanTransient,
    }),
    effectiveThreshold: learningRate * (effective ?? thresholdOfRate({ updateVariance: errorRate, decayTime }, rate)),
  };
}

/** The threshold of the continuous walk that is closest to the walk with steps of η: the one that is crossed as often. */
export function finiteStepThreshold(walk: LatticeWalk, threshold: number): number {
  return finiteStepState(walk, threshold, 0).effectiveThreshold;
}
