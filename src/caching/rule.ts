/**
 * A learning rule proposes weight changes. It reads the weights w and one sample, and knows nothing of transient and
 * persistent parts, thresholds or energy; so caching works under any rule.
 */
export interface Rule<Sample> {
  /**
   * Writes the proposed Δw into `change`, every element of it.
   *
   * @param weights w = s + l, one number a synapse; not to be written
   * @param change one number a synapse; holds what the last call left there
   * @returns false when nothing is proposed; `change` is then ignored
   */
  propose(weights: Float64Array, sample: Sample, change: Float64Array): boolean;
}
