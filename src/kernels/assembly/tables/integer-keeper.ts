/** A store that keeps a recorded trajectory under one cache: what it has counted, the cache, and where s and l are. */
export const NORM: usize = 0; // f64, Σ|s| now
export const HELD: usize = 8; // f64, Σ_t Σ|s|
export const CONSOLIDATED: usize = 16; // f64, Σ_t of what persistent changes count as
export const CHANGED: usize = 24; // f64, Σ|Δs| not consolidated at once
export const PERSISTENT_NORM: usize = 32; // f64, Σ|l| now
export const PERSISTENT_HELD: usize = 40; // f64, Σ_t Σ|l|
export const LIMIT: usize = 48; // f64, what |s| or Σ|s| has to exceed
export const CODE: usize = 56; // i32, of the cache
export const WIDTH: usize = 60; // i32, bytes of an s
export const TRANSIENT: usize = 64; // address, s, i8, i16 or i32 by WIDTH, STRIDE of them
export const PERSISTENT: usize = 68; // address, l, i32, STRIDE of them
export const TUNING: usize = 72; // address, how the cache moves with time
export const WRITES: usize = 76; // address, events and writes, STRIDE of them; 0 where they are not counted
