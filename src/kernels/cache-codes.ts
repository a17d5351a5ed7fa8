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
  /** Of each synapse what exceeds the threshold, at which it stays. */
  SYNAPSE_EXCESS: 5,
  /** All synapses, every so many time steps. */
  CLOCK: 6,
} as const;

export type CacheCode = (typeof cacheCodes)[keyof typeof cacheCodes];

/** How kernels number the laws by which thresholds move; `assembly/self-tuning.ts` has the same numbers. */
export const lawCodes = {
  /** θ stays what it is. */
  FIXED: 0,
  /** θ = factor·√p̂, with p̂ the rate of updates. */
  ROOT: 1,
  /** The same where c ≤ p̂; otherwise 0, as a cache does not pay. */
  ROOT_WHERE_IT_PAYS: 2,
  /** θ = ⌊√(p̂/c)⌋ */
  LATTICE_EXCESS: 3,
  /** θ = m − ½, with m the smallest integer ≥ 1 that has m(m + 1) ≥ 3p̂/c − 1. */
  LATTICE_RESET: 4,
} as const;

export type LawCode = (typeof lawCodes)[keyof typeof lawCodes];

/** How θ follows the rate of updates. */
export interface KernelLaw {
  kind: LawCode;
  factor: number;
  /** c */
  cost: number;
  /** Time steps over which it is learned by how much s² grows, where that counts too. */
  growthWindow?: number;
}

/** That of a θ that stays. */
export const FIXED_LAW: KernelLaw = { kind: lawCodes.FIXED, factor: 0, cost: 0 };

/** A cache as kernels take it. `src/caching/kernel-code.ts` makes it. */
export interface KernelCache {
  code: CacheCode;
  /** What |s| or Σ|s| has to exceed, one a layer, in weight units. */
  limits: readonly number[];
  /** Where s stays at θ, that, one a layer. */
  thresholds?: readonly number[];
  /** Of a clock, time steps between two consolidations. */
  period?: number;
  /** How θ moves; without it, it stays. */
  law?: KernelLaw;
  /** Where θ follows each synapse's own changes: θ over their deviation, one a layer. */
  factors?: readonly number[];
  /** Where θ moves, by what it is multiplied for each synapse; without it, by 1. */
  scales?: Float64Array;
  /** exp(−1/τ), by which s shrinks in a time step. */
  decayFactor: number;
}
