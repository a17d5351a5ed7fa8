import type { ResultOf } from "../../jobs/index.js";
import { log } from "../../math/elementary.js";
import { mean, standardError } from "../../math/statistics.js";
import type { MlpRun } from "../../mlp/index.js";
import { reachedAt } from "../../mlp/reached-at.js";
import type { Claim, Measurement } from "../claim.js";
import { accuracies, NOT_REACHED, reachedByAll, runsOf, samplesAt } from "../digit-learning.js";
import { learningRateJobs, learningRatesOf } from "../figures/figure-5a.js";
import { classicJobs } from "../figures/figure-5b.js";
import { linearFit } from "../linear-fit.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";

/** From where on a first run found the energy to be 20 times the minimum; and all that the figure has runs of every seed for. */
const ACCURATE = accuracies(0.91, 0.94, 0.01);
const ALL = accuracies(0.8, 0.94, 0.01);

const twentyFold = {
  where: "Results, Figure 5B",
  quote:
    "expending at least ∼20 times more energy compared to this theoretical minimum whatever the desired accuracy level is",
  measured: "energy over M_min where accuracies are first reached, means of seeds; the least of these",
  band: { low: 20 },
  bandOrigin: "the paper's number",
  jobs: classicJobs,
} as const;

/** The least ratio of energy to minimum over these accuracies, of those that every seed reaches. */
function leastInefficiency(resultOf: ResultOf, scale: Scale, levels: readonly number[]): Measurement {
  const runs = runsOf(resultOf, classicJobs(scale));
  const samples = samplesAt(levels, (accuracy) => {
    const energies = reachedByAll(runs, accuracy);
    const minima = reachedByAll(runs, accuracy, "minimalEnergy");
    return energies && minima && energies.map((energy, i) => energy / minima[i]!);
  });
  if (samples.length === 0) return NOT_REACHED;
  const least = samples.reduce((a, b) => (mean(b.sample) < mean(a.sample) ? b : a));
  return {
    values: [mean(least.sample)],
    standardError: standardError(least.sample),
    sample: `${counted(runs.length, "seed")}, ${counted(samples.length, "accuracy", "accuracies")}; least at ${least.accuracy}`,
  };
}

const EXPONENTIAL = {
  where: "Results, Figure 5A",
  quote: "Energy rises approximately exponentially with accuracy",
  band: { low: 0.95 },
  bandOrigin: "“approximately”: the line leaves at most a twentieth of the variance unexplained",
} as const;

/** Straight lines through log energy against those of the accuracies that a run reaches, run by run; of two points it says nothing. */
const fitsOf = (runs: readonly MlpRun[], levels: readonly number[]) =>
  runs.flatMap(({ curve }) => {
    const reached = levels.flatMap((accuracy) => {
      const energy = reachedAt(curve, accuracy);
      return energy === null ? [] : [{ accuracy, logEnergy: log(energy) }];
    });
    if (reached.length < 3) return [];
    return [
      linearFit(
        reached.map(({ accuracy }) => accuracy),
        reached.map(({ logEnergy }) => logEnergy),
      ),
    ];
  });

/** What the paper says of energy against accuracy, and of decay, in the multilayer network. */
export const mlpClaims: readonly Claim[] = [
  {
    id: "mnist-20-fold",
    figure: "5b",
    statement: "Back-propagation without caching takes at least about 20 times the minimal energy, once it is accurate",
    ...twentyFold,
    reading: `At accuracies of ${ACCURATE[0]} to ${ACCURATE.at(-1)}, which were chosen because it holds there: this tells where, and not whether; the latter is the claim of any accuracy.`,
    measure: (resultOf, scale) => leastInefficiency(resultOf, scale, ACCURATE),
  },
  {
    id: "mnist-20-fold-any-accuracy",
    figure: "5b",
    statement:
      "Back-propagation without caching takes at least about 20 times the minimal energy, whatever the accuracy",
    ...twentyFold,
    reading: `At every accuracy of the figure, from ${ALL[0]} on.`,
    measure: (resultOf, scale) => leastInefficiency(resultOf, scale, ALL),
  },
  {
    ...EXPONENTIAL,
    id: "mnist-exponential",
    figure: "5b",
    statement: "At η = 0.1 energy rises approximately exponentially with accuracy, from .85 to .94",
    reading: "At the learning rate of Figure 5B, where networks are accurate.",
    measured:
      "R² of a straight line through log energy against accuracy, .85 to .94 in steps of .01, for each seed without caching; mean",
    jobs: classicJobs,
    measure(resultOf, scale) {
      const fits = fitsOf(runsOf(resultOf, classicJobs(scale)), accuracies(0.85, 0.94, 0.01));
      if (fits.length === 0) return NOT_REACHED;
      const shares = fits.map(({ explained }) => explained);
      const slope = mean(fits.map((fit) => fit.slope));
      return {
        values: [mean(shares)],
        standardError: standardError(shares),
        sample: `${counted(fits.length, "seed")}; log energy grows by ${(slope / 100).toFixed(2)} for each .01 of accuracy`,
      };
    },
  },
  {
    ...EXPONENTIAL,
    id: "mnist-exponential-any-rate",
    figure: "5a",
    statement: "Energy rises approximately exponentially with accuracy, whatever the learning rate",
    reading: "At every learning rate of the figure that reaches three accuracies, over all that it draws.",
    measured: "R² of a straight line through log energy against accuracy, .80 to .96 in steps of .01, mean of seeds",
    jobs: (scale) => learningRatesOf(scale).flatMap((rate) => learningRateJobs(scale, rate)),
    measure(resultOf, scale) {
      const found = learningRatesOf(scale).flatMap((rate) => {
        const fits = fitsOf(runsOf(resultOf, learningRateJobs(scale, rate)), accuracies(0.8, 0.96, 0.01));
        return fits.length === 0 ? [] : [{ rate, shares: fits.map(({ explained }) => explained) }];
      });
      if (found.length === 0) return NOT_REACHED;
      return {
        values: found.map(({ shares }) => mean(shares)),
        standardErrors: found.map(({ shares }) => standardError(shares)),
        sample: `η = ${found.map(({ rate }) => rate).join(", ")}; ${counted(found[0]!.shares.length, "seed")} at the first`,
      };
    },
  },
];
