/**
 * What caching costs without decay (eLife 2020;9:e50804, Materials and methods, "Efficiency of synaptic caching"):
 * each transient weight is a random walk with steps ±η between absorbing thresholds ±θ, restarted at 0.
 */

/** The learning that is cached: N synapses, K updates of size η in T time steps. */
export interface CachedLearning {
  inputCount: number;
  updateCount: number;
  timestepCount: number;
  learningRate: number;
}

/** Steps of size η that it takes the walk to exceed θ strictly: ⌊θ/η⌋ + 1. The paper prints ⌈θ/η⌉, the same between ties. */
const stepsToExceed = (threshold: number, learningRate: number): number => Math.floor(threshold / learningRate) + 1;

/** Consolidations of all synapses together, NK/n² with n steps to exceed θ. */
export function consolidationCount(learning: CachedLearning, threshold: number): number {
  return (learning.inputCount * learning.updateCount) / stepsToExceed(threshold, learning.learningRate) ** 2;
}

/** M_cons = N(η²K/θ + θ/3) for θ ≥ η; the second term is what is left at the end, ⟨|s|⟩ = θ/3. */
export function consolidationEnergy(learning: CachedLearning, threshold: number): number {
  return learning.inputCount * ((learning.learningRate ** 2 * learning.updateCount) / threshold + threshold / 3);
}

/** M_trans = c N T θ/3. */
export function maintenanceEnergy(learning: CachedLearning, threshold: number, maintenanceCost: number): number {
  return (maintenanceCost * learning.inputCount * learning.timestepCount * threshold) / 3;
}

/** b η N K (1 − 1/n²): every change costs b, apart from those that are consolidated at once. */
export function changeEnergy(learning: CachedLearning, threshold: number, changeCost: number): number {
  const share = 1 - 1 / stepsToExceed(threshold, learning.learningRate) ** 2;
  return changeCost * learning.learningRate * learning.inputCount * learning.updateCount * share;
}

/** θ̂ = η √(3K/(1 + cT)), where M_cons + M_trans is least. */
export function optimalThreshold(learning: CachedLearning, maintenanceCost: number): number {
  return learning.learningRate * Math.sqrt((3 * learning.updateCount) / (1 + maintenanceCost * learning.timestepCount));
}

/** M_cache/M_min at θ̂: min(√(2π/3)·√(1 + cT), √(π/2)·√K). The bound is learning without caching. */
export function cachedInefficiency(learning: CachedLearning, maintenanceCost: number): number {
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

/** P_s(s) = (θ − |s|)/θ², the triangular density of s between its thresholds. */
export function transientDensity(s: number, threshold: number): number {
  return Math.max(0, threshold - Math.abs(s)) / threshold ** 2;
}

/**
 * @param updateVariance σ_s² = pη², with p the fraction of presentations that are wrong
 * @param threshold θ > 0
 */
export function steadyState(updateVariance: number, threshold: number, maintenanceCost: number): SteadyState {
  const consolidationRate = updateVariance / threshold ** 2;
  const meanTransient = threshold / 3;
  return {
    meanTransient,
    consolidationRate,
    consolidationPower: consolidationRate * threshold,
    maintenancePower: maintenanceCost * meanTransient,
  };
}
