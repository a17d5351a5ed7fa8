/** Where learning stands and what has been counted, between calls. */
export const EPOCHS: usize = 0; // i32, epochs finished
export const ENDED: usize = 4; // i32, 0 learning, 1 converged, 2 given up, 3 undecided: to be learned step by step
export const GAP: usize = 8; // i32, time steps since the last update
export const LAST_ERRORS: usize = 12; // i32, updates in the last finished epoch
export const UPDATES: usize = 16; // f64, K
export const NORM: usize = 24; // f64, Σ|s| after the last update
export const HELD: usize = 32; // f64, Σ_t Σ|s| up to the last update
export const CONSOLIDATED: usize = 40; // f64
export const CHANGED: usize = 48; // f64, Σ|Δs| not consolidated at once
export const PERSISTENT_NORM: usize = 56; // f64, Σ|l|
export const PERSISTENT_HELD: usize = 64; // f64, Σ_t Σ|l| up to the last update
export const ERROR_S: usize = 72; // f64, what rounding can have left in a margin of s, for a largest entry of 1
export const ERROR_L: usize = 80; // f64, the same in a margin of l
export const DOUBT_S: usize = 88; // f64, up to where a margin of s may be a tie, for a largest entry of 1
export const DOUBT_L: usize = 96; // f64, the same for l
export const BY_GRAM: usize = 104; // i32, 0 dot products, 1 the Gram matrix
export const DECAYED_NORM: usize = 112; // f64, sum of `DECAYED` and of `LARGEST_CHANGE` over the synapses
