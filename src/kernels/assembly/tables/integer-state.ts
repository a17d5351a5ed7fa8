/** Where `learn` stands, between calls. */
export const ROW: usize = 0; // i32, next pattern
export const ERRORS: usize = 4; // i32, updates in this epoch so far
export const EPOCHS: usize = 8; // i32, epochs finished
export const ENDED: usize = 12; // i32, 0 learning, 1 converged, 2 given up
export const GAP: usize = 16; // i32, time steps since the last update
export const LAST_ERRORS: usize = 20; // i32, updates in the last finished epoch
export const BY_GRAM: usize = 24; // i32, 0 dot products, 1 the Gram matrix
