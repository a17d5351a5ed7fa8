/**
 * What came of a threshold for one seed: its energy, or that it did not converge within `maxEpochs`, was given up as it
 * was dearer than another threshold for all seeds, or was not tried as others had settled that.
 */
export type SharedOutcome = number | "unconverged" | "dearer" | "untried";

/** What came of one threshold, seed by seed. */
export interface SharedTrial {
  threshold: number;
  outcomes: readonly SharedOutcome[];
}

/**
 * The one threshold for several seeds: fewest runs that do not converge, then least mean energy of those that do; among
 * equals the largest, as for one run. It is 0 where no run converges.
 *
 * @param trials in rising order of their thresholds, all of the same seeds
 * @param without place of a seed that has no part in the choice, as the threshold is for it; none if all have
 */
export function sharedChoice(trials: readonly SharedTrial[], without?: number): number {
  let best = { threshold: 0, missing: Number.POSITIVE_INFINITY, mean: Number.POSITIVE_INFINITY };
  for (const { threshold, outcomes } of trials) {
    const others = outcomes.filter((_, place) => place !== without);
    if (others.some((outcome) => outcome === "dearer" || outcome === "untried")) continue;
    const energies = others.filter((outcome) => typeof outcome === "number");
    if (energies.length === 0) continue;
    const missing = others.length - energies.length;
    const mean = energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
    // Sums of real numbers in another order differ in the last digits; that is no reason to prefer a threshold.
    const isBetter = missing < best.missing || (missing === best.missing && mean <= best.mean * (1 + 1e-12));
    if (isBetter) best = { threshold, missing, mean };
  }
  return best.threshold;
}
