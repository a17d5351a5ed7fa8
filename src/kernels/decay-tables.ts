/**
 * Whether the rounding of e^{−k/τ} can decide: s then decays step by step, as in the reference engine.
 * - So near 1, weights that cancel leave no more of each other than the decay in between, 1/τ, or (1/τ)² where that cancels
 *   too. Beyond τ = 10⁷ even the first is no more than 10⁹ roundings.
 * - So near 0, numbers of 10⁻³⁰⁸ lose their digits. k is 2P at most.
 */
export function needsSteps(decayFactor: number, patternCount: number): boolean {
  if (decayFactor === 1) return false;
  return 1 - decayFactor < 1e-7 || decayFactor ** (2 * patternCount + 1) < 1e-280;
}

/** Powers of the decay factor and their running sums, for 0 … length − 1 steps. */
export function fillDecayTables(decayFactor: number, decay: Float64Array, series: Float64Array): void {
  let power = 1;
  let sum = 0;
  for (let k = 0; k < decay.length; k++) {
    decay[k] = power;
    series[k] = sum;
    power *= decayFactor;
    sum += power;
  }
}
