/**
 * What caching costs without decay (eLife 2020;9:e50804, Materials and methods, "Efficiency of synaptic caching"):
 * each transient weight is a random walk with steps ±η between absorbing thresholds ±θ, restarted at 0.
 */
import { checkNumber, checkNumbers, finite } from "./check.js";
import { stepsToExceed } from "./steps-to-exceed.js";

/** The learning that is cached: N synapses, K updates of size η in T time steps. */
export interface CachedLearning {
  inputCount: number;
  updateCount: number;
  timestepCount: number;
  learningRate: number;
}

const learningRanges = {
  inputCount: { min: 1 },
  updateCount: { min: 0 },
  timestepCount: { min: 0 },
  learningRate: { min: 0, exclusive: true },
};

/** Refuses what is no learning, and a threshold or a cost that is none; θ may be 0 where the formula allows it. */
function checkLearning(
  learning: CachedLearning,
  given: { threshold?: number; cost?: number; positive?: boolean },
): void {
  checkNumbers({ ...learning }, learningRanges);
  if ("threshold" in given) {
    checkNumber("threshold", given.threshold, {
      min: 0,
      exclusive: given.positive ?? false,
      infinite: !given.positive,
    });
  }
  if ("cost" in given) checkNumber("the cost", given.cost, { min: 0 });
}

/** Consolidations of all synapses together, NK/n² with n steps to exceed θ. */
export function consolidationCount(learning: CachedLearning, threshold: number): number {
  checkLearning(learning, { threshold });
  return finite((learning.inputCount * learning.updateCount) / stepsToExceed(threshold, learning.learningRate) ** 2);
}

/** M_cons = N(η²K/θ + θ/3) for θ ≥ η; the second term is what is left at the end, ⟨|s|⟩ = θ/3. */
export function consolidationEnergy(learning: CachedLearning, threshold: number): number {
  checkLearning(learning, { threshold, positive: true });
  return finite(
    learning.inputCount * ((learning.learningRate ** 2 * learning.updateCount) / threshold + threshold / 3),
  );
}

/** M_trans = c N T θ/3. */
export function maintenanceEnergy(learning: CachedLearning, threshold: number, maintenanceCost: number): number {
  checkLearning(learning, { threshold, cost: maintenanceCost });
  return finite((maintenanceCost * learning.inputCount * learning.timestepCount * threshold) / 3);
}

/** Policies for which the share of changes that are consolidated at once is known. */
export type ChangePolicy = "local-local" | "local-global";

/**
 * The share of all changes that are consolidated at once, by the step that exceeds θ, n = ⌊θ/η⌋ + 1. `local-local`: 1/n²,
 * as the walk from 0 to ±nη takes n² changes. `local-global`: 1/n, as among N ≫ 2ⁿ synapses that change together one has
 * gone n times the same way after n changes, and takes all others with it; with fewer synapses it takes longer.
 */
export function consolidatedAtOnce(threshold: number, learningRate = 1, policy: ChangePolicy = "local-local"): number {
  checkNumber("threshold", threshold, { min: 0, infinite: true });
  checkNumber("learningRate", learningRate, { min: 0, exclusive: true });
  const n = stepsToExceed(threshold, learningRate);
  return policy === "local-local" ? 1 / n / n : 1 / n;
}

/** b η N K (1 − 1/n²), or (1 − 1/n) for `local-global`: every change costs b, but for those that are consolidated at once. */
export function changeEnergy(
  learning: CachedLearning,
  threshold: number,
  changeCost: number,
  policy: ChangePolicy = "local-local",
): number {
  checkLearning(learning, { threshold, cost: changeCost });
  const share = 1 - consolidatedAtOnce(threshold, learning.learningRate, policy);
  return finite(changeCost * learning.learningRate * learning.inputCount * learning.updateCount * share);
}

/** θ̂ = η √(3K/(1 + cT)), where M_cons + M_trans is least. */
export function optimalThreshold(learning: CachedLearning, maintenanceCost: number): number {
  checkLearning(learning, { cost: maintenanceCost });
  const { learningRate, updateCount, timestepCount } = learning;
  const held = 1 + maintenanceCost * timestepCount;
  if (Number.isFinite(held)) return finite(learningRate * Math.sqrt((3 * updateCount) / held));
  // Beside a cT that no number can hold, the 1 is nothing.
  return finite((learningRate * Math.sqrt((3 * updateCount) / timestepCount)) / Math.sqrt(maintenanceCost));
}

/** M_cache/M_min at θ̂: min(√(2π/3)·√(1 + cT), √(π/2)·√K). The bound is learning without caching. */
export function cachedInefficiency(learning: CachedLearning, maintenanceCost: number): number {
  checkLearning(learning, { cost: maintenanceCost });
  // Infinity, where cT overflows, is above the bound as it should be.
  const cached = Math.sqrt(((2 * Math.PI) / 3) * (1 + maintenanceCost * learning.timestepCount));
  return Math.min(cached, Math.sqrt((Math.PI / 2) * learning.updateCount));
}

/** A synapse in the steady state, per time step. */
export interface SteadyState {
  /** ⟨|s|⟩ = θ/3. */
  meanTransient: number;
  /** r = σ_s²/θ². */
  consolidationRate: number;
  /** m_cons = rθ. */
  consolidationPower: number;
  /** m_trans = c⟨|s|⟩. */
  maintenancePower: number;
}

/** Whether θ² is a number with all its digits; far out it is had by dividing twice. */
const hasSquare = (threshold: number): boolean => threshold > 1e-150 && threshold < 1e150;

/** The density of `transientDensity`, unchecked. */
export function triangle(s: number, threshold: number): number {
  const distance = Math.max(0, threshold - Math.abs(s));
  return hasSquare(threshold) ? distance / threshold ** 2 : distance / threshold / threshold;
}

/** P_s(s) = (θ − |s|)/θ², the triangular density of s between its thresholds. */
export function transientDensity(s: number, threshold: number): number {
  checkNumber("threshold", threshold, { min: 0, exclusive: true });
  checkNumber("|s|", Math.abs(s), { min: 0 });
  return finite(triangle(s, threshold), "the density");
}

/** What a steady state is of. */
export const steadyStateRanges = {
  updateVariance: { min: 0 },
  threshold: { min: 0, exclusive: true },
  maintenanceCost: { min: 0 },
};

/** The values of `steadyState`, unchecked. */
export function triangularState(updateVariance: number, threshold: number, maintenanceCost: number): SteadyState {
  const square = hasSquare(threshold);
  const consolidationRate = square ? updateVariance / threshold ** 2 : updateVariance / threshold / threshold;
  const meanTransient = threshold / 3;
  return {
    meanTransient,
    consolidationRate,
    consolidationPower: square ? consolidationRate * threshold : updateVariance / threshold,
    maintenancePower: maintenanceCost * meanTransient,
  };
}

/**
 * @param updateVariance σ_s² = pη², with p the fraction of presentations that are wrong
 * @param threshold θ > 0
 * @throws RangeError for a value out of its range, and where a result is beyond the largest number
 */
export function steadyState(updateVariance: number, threshold: number, maintenanceCost: number): SteadyState {
  checkNumbers({ updateVariance, threshold, maintenanceCost }, steadyStateRanges);
  return finite(triangularState(updateVariance, threshold, maintenanceCost));
}
