/** How every kernel numbers caches; `src/kernels/cache-codes.ts` has the same numbers and says what they mean. */
export const NONE: i32 = 0;
export const SYNAPSE: i32 = 1;
export const NEURON_BY_LARGEST: i32 = 2;
export const NEURON_BY_SUM: i32 = 3;
export const LAYER_BY_LARGEST: i32 = 4;
export const SYNAPSE_EXCESS: i32 = 5;
export const CLOCK: i32 = 6;

/** Whether each synapse is consolidated by itself. */
@inline
export function isBySynapse(code: i32): bool {
  return code === SYNAPSE || code === SYNAPSE_EXCESS;
}

/** What is compared with the limit of a group: its largest |s|, or its Σ|s|. */
@inline
export function measureOf(code: i32, largest: f64, sum: f64): f64 {
  return code === NEURON_BY_SUM ? sum : largest;
}
