import { mean, standardError } from "../../math/statistics.js";
import type { MlpRun } from "../../mlp/index.js";
import { reachedAt } from "../../mlp/reached-at.js";
import type { Claim } from "../claim.js";
import { overSeeds, runsOf } from "../digit-learning.js";
import { learningRateJobs, learningRatesOf } from "../figures/figure-5a.js";
import type { Scale } from "../scale.js";

/** Reached at every learning rate but the largest, at either scale. */
const ACCURACY = 0.9;

/** The smallest of the learning rates, and one that is still small. */
const smallRates = (scale: Scale): [number, number] => [Math.min(...learningRatesOf(scale)), 0.01];

/** Where learning is still well-behaved, and where it is not. */
const [USUAL, LARGE] = [0.1, 1];

const energies = (runs: readonly MlpRun[]): (number | null)[] => runs.map(({ curve }) => reachedAt(curve, ACCURACY));

/** What the paper says of the learning rate of the multilayer network. */
export const mlpRateClaims: readonly Claim[] = [
  {
    id: "mnist-small-rate",
    figure: "5a",
    statement: "When the learning rate is sufficiently small, the energy is independent of it",
    where: "Results, Figure 5A",
    measured: `energy to accuracy ${ACCURACY} at η = 0.01 over that at the smallest η of the figure, mean over the same seeds`,
    band: { low: 2 / 3, high: 1.5 },
    bandOrigin: "1 by a factor 1.5, which is little for a learning rate that changes ten-fold",
    jobs: (scale) => smallRates(scale).flatMap((rate) => learningRateJobs(scale, rate)),
    measure(resultOf, scale) {
      const [smallest, small] = smallRates(scale).map((rate) =>
        energies(runsOf(resultOf, learningRateJobs(scale, rate))),
      );
      const ratios = overSeeds(
        small!.map((energy, i) => {
          const other = smallest![i] ?? null;
          return energy === null || other === null ? null : energy / other;
        }),
      );
      const sample = `${ratios.runCount - ratios.missingCount} of ${ratios.runCount} seeds, smallest η ${smallRates(scale)[0]}`;
      return { values: ratios.mean === null ? [] : [ratios.mean], standardError: ratios.standardError, sample };
    },
  },
  {
    id: "mnist-large-rate",
    figure: "5a",
    statement: "At large learning rates the energy goes up steeply without an increase in accuracy",
    where: "Results, Figure 5A",
    measured: `energy to accuracy ${ACCURACY} at η = ${LARGE} over that at η = ${USUAL}, mean over the same seeds; where η = ${LARGE} never gets there, what it had spent when it was given up`,
    band: { low: 3 },
    bandOrigin: "twice what a ten-fold of a small learning rate may change, by the claim before",
    jobs: (scale) => [USUAL, LARGE].flatMap((rate) => learningRateJobs(scale, rate)),
    measure(resultOf, scale) {
      const usual = energies(runsOf(resultOf, learningRateJobs(scale, USUAL)));
      const large = runsOf(resultOf, learningRateJobs(scale, LARGE));
      const best = large.map(({ curve }) => Math.max(...curve.map(({ accuracy }) => accuracy)));
      const ratios = usual.flatMap((energy, i) => {
        if (energy === null) return [];
        // Being given up is a lower bound of the energy. A first evaluation above the accuracy is an upper one.
        const { curve, energy: spent } = large[i]!;
        const first = curve[0]!;
        const reached = first.accuracy > ACCURACY ? first.energy : reachedAt(curve, ACCURACY);
        return [(reached ?? spent) / energy];
      });
      if (ratios.length === 0) return { values: [], sample: "the accuracy is not reached" };
      const givenUp = large.filter(({ curve }) => curve.every(({ accuracy }) => accuracy < ACCURACY)).length;
      return {
        values: [mean(ratios)],
        standardError: standardError(ratios),
        sample: `${ratios.length} seeds, of which ${givenUp} never get there; best accuracy at η = ${LARGE}: ${Math.max(...best)}`,
      };
    },
  },
];
