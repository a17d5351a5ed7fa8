/** A multilayer network with its store: sizes, how it learns, the cache, and where rows are. */
export const PIXEL_COUNT: usize = 0; // i32
export const HIDDEN_COUNT: usize = 4; // i32, hidden units
export const EXACT_GRADIENT: usize = 8; // i32, 1 for the true gradient, 0 for the hybrid
export const CODE: usize = 12; // i32, of the cache
export const LEARNING_RATE: usize = 16; // f64, η
export const HIDDEN_LIMIT: usize = 24; // f64, what |s| or Σ|s| has to exceed in the hidden layer
export const OUTPUT_LIMIT: usize = 32; // f64, the same for the outputs
export const DECAY_FACTOR: usize = 40; // f64, exp(−1/τ)
export const INITIAL: usize = 48; // address, w(0), 10 + pixels + 1 rows of float32, as below
export const PERSISTENT: usize = 52; // address, l
export const TRANSIENT: usize = 56; // address, ŝ, zero
export const WEIGHTS: usize = 60; // address, w; those of PERSISTENT without a cache
export const SCRATCH: usize = 64; // address, a multiple of 16, of everything else, zero
export const COUNTS: usize = 68; // i32, 1 where what takes time is counted as well, else 0
export const PLAIN: usize = 72; // i32, 1 where a persistent change counts as |Δl|, 0 where the size of each is asked for
