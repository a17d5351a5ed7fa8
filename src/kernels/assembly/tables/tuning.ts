/** How a cache moves with time: its clock, or the law of its threshold. */
export const FACTOR: usize = 0; // f64, of the law
export const COST: usize = 8; // f64, c
export const THRESHOLD: usize = 16; // f64, θ now
export const MEAN_GAP: usize = 24; // f64, of updates, as learned by now
export const RATE_WEIGHT: usize = 32; // f64, how much of it is learned
export const PERIOD: usize = 40; // f64, time steps between two consolidations of a clock
export const TIME: usize = 48; // f64, up to which a clock has been heard
export const UPDATE_TIME: usize = 56; // f64, of the last update
export const GROWTH_WINDOW: usize = 64; // f64, time steps over which the growth of s² is learned; 0 where it does not count
export const GROWTH: usize = 72; // f64, of s² in a time step, as learned by now
export const UNKNOWN: usize = 80; // f64, how much of it is not learned yet
export const LAW: usize = 88; // i32, by which θ moves
export const SCALES: usize = 92; // address, by what θ is multiplied, f64 a synapse; 0 where by 1
