/**
 * A threshold that follows the rate of updates, as `UpdateRate` of `src/caching/self-tuning/moving-threshold.ts` and the laws of
 * `src/caching/self-tuning/law.ts` define it, in the very operations of these. Laws have the numbers of `src/kernels/cache-codes.ts`.
 */
import { at, numberAt } from "./table";
import { expOfNegative } from "./elementary";
import { COST, FACTOR, GROWTH, GROWTH_WINDOW, LAW, MEAN_GAP, RATE_WEIGHT, THRESHOLD, UNKNOWN } from "./tables/tuning";

export const FIXED: i32 = 0;
export const ROOT: i32 = 1;
export const ROOT_WHERE_IT_PAYS: i32 = 2;
export const LATTICE_EXCESS: i32 = 3;
export const LATTICE_RESET: i32 = 4;

/** The mean gap between updates is learned over so many of them. */
const UPDATE_WINDOW: f64 = 16;
/** What is an integer but for its rounding is that integer (`src/theory/self-tuning.ts`). */
const ROUNDING: f64 = 1e-9;
/** A measure exceeds θ where it is above θ(1 + 10⁻¹⁰) (`src/caching/threshold.ts`). */
const TOLERANCE: f64 = 1e-10;

function resetOnLattice(rate: f64, cost: f64): f64 {
  const least = 3 * (rate / cost) - 1;
  return max(1, ceil((sqrt(max(1, 1 + 4 * least)) - 1) / 2 - ROUNDING)) - 0.5;
}

function thresholdOf(kind: i32, factor: f64, cost: f64, rate: f64): f64 {
  if (kind === LATTICE_EXCESS) return floor(sqrt(rate / cost) + ROUNDING);
  if (kind === LATTICE_RESET) return resetOnLattice(rate, cost);
  if (kind === ROOT_WHERE_IT_PAYS && rate < cost) return 0;
  return factor * sqrt(rate);
}

/** Whether it counts how far changes lead. */
@inline
export function correctsSubdiffusion(tuning: usize): bool {
  return numberAt(tuning, GROWTH_WINDOW) !== 0;
}

/** As `GrowthOfSquares` of `src/caching/self-tuning/growth-of-squares.ts` has it, for the growth of s² by one update, a synapse. */
export function learnGrowth(tuning: usize, gap: f64, growth: f64): f64 {
  const window = numberAt(tuning, GROWTH_WINDOW);
  const fade = expOfNegative(-gap / window);
  const unknown = numberAt(tuning, UNKNOWN) * fade;
  const learned = numberAt(tuning, GROWTH) * fade + growth * (1 - expOfNegative(-1 / window));
  store<f64>(tuning + UNKNOWN, unknown);
  store<f64>(tuning + GROWTH, learned);
  return unknown === 1 ? Infinity : max(0, learned / (1 - unknown));
}

/** θ at an update that comes so many time steps after the one before; the rate that counts is at most `largestRate`. */
export function nextThreshold(tuning: usize, gap: f64, largestRate: f64 = Infinity): f64 {
  const law = at(tuning, LAW);
  if (law === FIXED) return numberAt(tuning, THRESHOLD);
  const meanGap = numberAt(tuning, MEAN_GAP) + (gap - numberAt(tuning, MEAN_GAP)) / UPDATE_WINDOW;
  const weight = numberAt(tuning, RATE_WEIGHT) + (1 - numberAt(tuning, RATE_WEIGHT)) / UPDATE_WINDOW;
  store<f64>(tuning + MEAN_GAP, meanGap);
  store<f64>(tuning + RATE_WEIGHT, weight);
  const rate = min(weight / meanGap, largestRate);
  const threshold = thresholdOf(law, numberAt(tuning, FACTOR), numberAt(tuning, COST), rate);
  store<f64>(tuning + THRESHOLD, threshold);
  return threshold;
}

/** What a measure has to exceed for it to exceed θ. */
@inline
export function limitOf(threshold: f64): f64 {
  return threshold * (1 + TOLERANCE);
}
