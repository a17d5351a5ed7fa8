import { exp } from "../../math/elementary.js";

/**
 * ⟨Δw² + 2sΔw⟩, by which s² grows in a time step: the mean over the synapses of a neuron, learned over a span of time steps and
 * bias-corrected. Where changes push s back more than on, as close to the capacity of a perceptron, it is less than ⟨Δw²⟩
 * (`docs/self-tuning-threshold.md`).
 */
export class GrowthOfSquares {
  private readonly span: number;
  private readonly share: number;
  private mean = 0;
  /** What is still unknown of it: e^(−t/span) after t time steps. */
  private unknown = 1;

  /** @param span time steps */
  constructor(span: number) {
    this.span = span;
    this.share = 1 - exp(-1 / span);
  }

  /**
   * @param transient s with the change
   * @returns the mean as it is known now, at least 0; Infinity as long as no time has passed
   */
  observe(gap: number, delta: Float64Array, transient: Float64Array): number {
    let growth = 0;
    for (let i = 0; i < delta.length; i++) growth += delta[i]! * (2 * transient[i]! - delta[i]!);
    const fade = exp(-gap / this.span);
    this.unknown *= fade;
    this.mean = this.mean * fade + (growth / delta.length) * this.share;
    return this.unknown === 1 ? Number.POSITIVE_INFINITY : Math.max(0, this.mean / (1 - this.unknown));
  }
}
