/** What is held and what has been consolidated, all synapses together, and the unit of ŝ. */

/** By what ŝ is multiplied to be s. */
export let scale: f64 = 1;
/** Σ|ŝ| of all synapses. */
export let norm: f64 = 0;
/** Σ_t Σ|Δl|, without what is still transient. */
export let consolidated: f64 = 0;
/** Σ_t Σ|s|, taken between decay and change. */
export let held: f64 = 0;

/** Σ|ŝ| grew by this much. */
@inline
export function grow(change: f64): void {
  norm += change;
}

/** Persistent weights changed, by this much in all. */
@inline
export function consolidateSize(size: f64): void {
  consolidated += size;
}

/** Multiplies s by a factor. */
@inline
export function shrink(factor: f64): void {
  scale *= factor;
}

/** Charges Σ|s| for a time step. Rounding may leave a sum just below 0 where all has been consolidated. */
@inline
export function hold(): void {
  held += scale * Math.max(norm, 0);
}

/** ŝ is s, and Σ|ŝ| is summed anew from 0. */
@inline
export function restart(): void {
  scale = 1;
  norm = 0;
}
