import { log } from "../../math/elementary.js";
import { mean, standardError } from "../../math/statistics.js";
import type { MlpRun } from "../../mlp/index.js";
import { type Reached, reachedAt } from "../../mlp/reached-at.js";
import type { Claim, Measurement } from "../claim.js";
import { accuracies, overSeeds, runsOf } from "../digit-learning.js";
import { FIGURE_3_S1B_ACCURACY, figure3s1bJobs, learningTimes } from "../figures/figure-3-s1b.js";
import { classicJobs, figure5bJobs, withCachingJobs } from "../figures/figure-5b.js";
import { linearFit } from "../linear-fit.js";

const LEVELS = accuracies(0.91, 0.94, 0.01);

const NOT_MEASURED: Measurement = { values: [], sample: "the accuracy is not reached" };

/** A quantity of several runs where each first reaches an accuracy; null where one of them does not. */
function reachedByAll(runs: readonly MlpRun[], accuracy: number, of?: Reached): number[] | null {
  const values = runs.map((run) => reachedAt(run.curve, accuracy, of)).filter((value) => value !== null);
  return values.length === runs.length ? values : null;
}

/** One sample over seeds for every accuracy that all runs reach. */
function samplesAtLevels(sampleAt: (accuracy: number) => number[] | null) {
  return LEVELS.flatMap((accuracy) => {
    const sample = sampleAt(accuracy);
    return sample === null ? [] : [{ accuracy, sample }];
  });
}

/** What the paper says of energy against accuracy, and of decay, in the multilayer network. */
export const mlpClaims: readonly Claim[] = [
  {
    id: "mnist-20-fold",
    figure: "5b",
    statement: "Back-propagation without caching takes at least about 20 times the minimal energy",
    where: "Results, Figure 5B",
    measured: "energy over M_min where accuracies of .91 to .94 are first reached, mean of seeds; the least of these",
    band: { low: 19 },
    bandOrigin: "about 20; below accuracy .91 the published program gives 12 to 19 as well",
    jobs: classicJobs,
    measure(resultOf, scale) {
      const runs = runsOf(resultOf, classicJobs(scale));
      const levels = samplesAtLevels((accuracy) => {
        const energies = reachedByAll(runs, accuracy);
        const minima = reachedByAll(runs, accuracy, "minimalEnergy");
        return energies && minima && energies.map((energy, i) => energy / minima[i]!);
      });
      if (levels.length === 0) return NOT_MEASURED;
      const least = levels.reduce((a, b) => (mean(b.sample) < mean(a.sample) ? b : a));
      return {
        values: [mean(least.sample)],
        standardError: standardError(least.sample),
        sample: `${runs.length} seeds, ${levels.length} accuracies; least at ${least.accuracy}`,
      };
    },
  },
  {
    id: "mnist-between",
    figure: "5b",
    statement: "With caching the energy lies between the minimum and that without caching",
    where: "Results, Figure 5B",
    measured: "share of the way from minimum to no caching, on a log scale, at accuracies .91 to .94, means of seeds",
    band: { low: 0.05, high: 0.95 },
    bandOrigin: "strictly between, clear of both ends",
    jobs: figure5bJobs,
    measure(resultOf, scale) {
      const classic = runsOf(resultOf, classicJobs(scale));
      const cached = runsOf(resultOf, withCachingJobs(scale));
      const levels = samplesAtLevels((accuracy) => {
        const none = reachedByAll(classic, accuracy);
        const caching = reachedByAll(cached, accuracy);
        const minimum = reachedByAll(classic, accuracy, "minimalEnergy");
        return (
          none &&
          caching &&
          minimum &&
          caching.map((energy, i) => log(energy / minimum[i]!) / log(none[i]! / minimum[i]!))
        );
      });
      if (levels.length === 0) return NOT_MEASURED;
      const errors = levels.map(({ sample }) => standardError(sample));
      return {
        values: levels.map(({ sample }) => mean(sample)),
        sample: `${classic.length} seeds, ${levels.length} accuracies, standard errors to ${Math.max(...errors).toFixed(3)}`,
      };
    },
  },
  {
    id: "mnist-exponential",
    figure: "5a",
    statement: "Energy rises approximately exponentially with accuracy",
    where: "Results, Figure 5A",
    measured:
      "R² of a straight line through log energy against accuracy, .85 to .94 in steps of .01, for each seed without caching; mean",
    band: { low: 0.95 },
    bandOrigin: "“approximately”: the line leaves at most a twentieth of the variance unexplained",
    jobs: classicJobs,
    measure(resultOf, scale) {
      const fits = runsOf(resultOf, classicJobs(scale)).flatMap(({ curve }) => {
        const reached = accuracies(0.85, 0.94, 0.01).flatMap((accuracy) => {
          const energy = reachedAt(curve, accuracy);
          return energy === null ? [] : [{ accuracy, logEnergy: log(energy) }];
        });
        // A straight line through two points always fits.
        if (reached.length < 3) return [];
        return [
          linearFit(
            reached.map(({ accuracy }) => accuracy),
            reached.map(({ logEnergy }) => logEnergy),
          ),
        ];
      });
      if (fits.length === 0) return NOT_MEASURED;
      const shares = fits.map(({ explained }) => explained);
      const slope = mean(fits.map((fit) => fit.slope));
      return {
        values: [mean(shares)],
        standardError: standardError(shares),
        sample: `${fits.length} seeds; log energy grows by ${(slope / 100).toFixed(2)} for each .01 of accuracy`,
      };
    },
  },
  {
    id: "mnist-decay-no-faster",
    figure: "3-s1b",
    statement: "Decay does not speed learning up in multilayer networks",
    where: "Results, Figure 3–s1B",
    measured: `patterns to accuracy ${FIGURE_3_S1B_ACCURACY} at the θ that learns fastest (τ 10⁴) over those without decay, mean over the same seeds`,
    band: { low: 0.9 },
    bandOrigin:
      "1, less the luck of the fastest of many θ; in the perceptron decay cuts learning time by a third and more",
    jobs: figure3s1bJobs,
    measure(resultOf, scale) {
      const { withoutDecay, withDecay } = learningTimes(resultOf, scale);
      const settings = withDecay.flatMap(({ threshold, times }) => {
        const ratios = times.map((time, i) => {
          const usual = withoutDecay[i] ?? null;
          return time === null || usual === null ? null : time / usual;
        });
        const { mean: ratio, standardError } = overSeeds(ratios);
        return ratio === null ? [] : [{ threshold, ratio, standardError }];
      });
      if (settings.length === 0) return NOT_MEASURED;
      const fastest = settings.reduce((a, b) => (b.ratio < a.ratio ? b : a));
      return {
        values: [fastest.ratio],
        standardError: fastest.standardError,
        sample: `${withoutDecay.length} seeds, ${settings.length} of ${withDecay.length} thresholds get there; fastest at θ = ${fastest.threshold}`,
      };
    },
  },
];
