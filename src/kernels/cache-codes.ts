/**
 * How every kernel numbers caches: what is consolidated together, and what is compared with its limit.
 * `assembly/cache-codes.ts` has the same numbers.
 */
export const cacheCodes = {
  /** Every change at once: there is no transient part. */
  NONE: 0,
  /** Each synapse, when its |s| exceeds the limit. */
  SYNAPSE: 1,
  /** The synapses of one postsynaptic neuron, when one of their |s| does. */
  NEURON_BY_LARGEST: 2,
  /** The synapses of one postsynaptic neuron, when their Σ|s| does. */
  NEURON_BY_SUM: 3,
  /** A layer, when one of its |s| does. */
  LAYER_BY_LARGEST: 4,
} as const;

export type CacheCode = (typeof cacheCodes)[keyof typeof cacheCodes];

/** A cache as kernels take it. `src/caching/kernel-code.ts` makes it. */
export interface KernelCache {
  code: CacheCode;
  /** What |s| or Σ|s| has to exceed, one a layer, in weight units. */
  limits: readonly number[];
  /** exp(−1/τ), by which s shrinks in a time step. */
  decayFactor: number;
}
