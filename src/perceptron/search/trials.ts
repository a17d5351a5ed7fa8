import { energiesOf, type Prices } from "../../caching/energies.js";
import type { PerceptronCounts } from "../engine.js";

/** A threshold that was tried, and what came of it. */
export interface Trial {
  threshold: number;
  counts: PerceptronCounts;
  energy: number;
}

/** A run at a threshold, and what it costs. */
export const trialOf = (threshold: number, counts: PerceptronCounts, prices: Prices): Trial => ({
  threshold,
  counts,
  energy: energiesOf(counts.tally, prices).energy,
});

/** The trial of least energy; among equals the largest threshold, so that c = 0 without decay answers Infinity. */
export function best(trials: readonly Trial[]): Trial {
  const least = Math.min(...trials.map(({ energy }) => energy));
  // Sums of real numbers in another order differ in the last digits; that is no reason to prefer a threshold.
  const equals = trials.filter(({ energy }) => energy <= least * (1 + 1e-12));
  return equals.reduce((a, b) => (b.threshold > a.threshold ? b : a));
}

/** The tried thresholds next to the best one, between which the second scan looks; null where only 0 or Infinity will do. */
export function neighbours(trials: readonly Trial[], { threshold }: Trial): [number, number] | null {
  const finite = trials.map((trial) => trial.threshold).filter((value) => value > 0 && Number.isFinite(value));
  if (finite.length === 0) return null;
  const below = finite.filter((value) => value < threshold);
  const above = finite.filter((value) => value > threshold);
  return [Math.max(Math.min(...finite), ...below), Math.min(Math.max(...finite), ...above)];
}

export const untried = (thresholds: readonly number[], trials: readonly Trial[]): number[] => {
  const known = new Set(trials.map(({ threshold }) => threshold));
  return [...new Set(thresholds)].filter((threshold) => !known.has(threshold));
};
