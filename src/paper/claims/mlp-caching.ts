import { log } from "../../math/elementary.js";
import { leastOf } from "../../math/least.js";
import { mean, standardError } from "../../math/statistics.js";
import { formatCount } from "../../report/format.js";
import type { Claim } from "../claim.js";
import {
  accuracies,
  CACHING,
  DIGITS,
  type Learning,
  NOT_REACHED,
  reachedByAll,
  runsOf,
  samplesAt,
} from "../digit-learning.js";
import { FIGURE_3_S1B_ACCURACY, figure3s1bJobs, tradeOff, withoutDecayJobs } from "../figures/figure-3-s1b.js";
import { classicJobs, FIGURE_5B, figure5bJobs, withCachingJobs } from "../figures/figure-5b.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";
import { ratiosOf } from "./measures/estimates.js";

const WHERE = "Results, Figure 5B";
const LEVELS = accuracies(0.91, 0.94, 0.01);
const RANGE =
  "depending on the decay and the maintenance cost the energy ranges from as little as the minimum to as much as the " +
  "energy required without caching";

/** Nothing is lost, holding is free, and nothing is consolidated before the end. One run: what is asked is an identity. */
const freeJob = (scale: Scale): Learning => ({
  kind: "mlp",
  parameters: {
    ...DIGITS[scale],
    ...{ policy: CACHING.policy, threshold: Number.POSITIVE_INFINITY, decayTime: Number.POSITIVE_INFINITY },
    ...{ maxPatterns: FIGURE_5B[scale].maxPatterns, evaluateEvery: FIGURE_5B[scale].evaluateEvery },
    ...{ targetAccuracy: FIGURE_3_S1B_ACCURACY, seed: 1 },
  },
});

/** Dearer than any change that could be saved: what is held for a step costs as much as consolidating it. */
const DEAR = 1;

/** What the paper says of caching in the multilayer network. */
export const mlpCachingClaims: readonly Claim[] = [
  {
    id: "mnist-saves",
    figure: "5b",
    statement: "With caching the multilayer network saves substantial amounts of energy",
    where: WHERE,
    quote: "the network can save substantial amounts of energy",
    reading: "substantial: at least half of it",
    measured: "energy with caching over that without, at accuracies .91 to .94, means of seeds",
    band: { high: 0.5 },
    bandOrigin: "half",
    jobs: figure5bJobs,
    measure(resultOf, scale) {
      const classic = runsOf(resultOf, classicJobs(scale));
      const cached = runsOf(resultOf, withCachingJobs(scale));
      const samples = samplesAt(LEVELS, (accuracy) => {
        const [none, caching] = [reachedByAll(classic, accuracy), reachedByAll(cached, accuracy)];
        if (none === null || caching === null) return null;
        return caching.map((energy, i) => energy / none[i]!);
      });
      return {
        values: samples.map(({ sample }) => mean(sample)),
        standardErrors: samples.map(({ sample }) => standardError(sample)),
        sample: `${counted(classic.length, "seed")}, ${counted(samples.length, "accuracy", "accuracies")}`,
      };
    },
  },
  {
    id: "mnist-between",
    figure: "5b",
    statement: "With caching the energy lies between the minimum and that without caching",
    where: WHERE,
    quote: RANGE,
    measured: "share of the way from minimum to no caching, on a log scale, at accuracies .91 to .94, means of seeds",
    band: { low: 0, high: 1 },
    bandOrigin: "0 is the minimum and 1 the energy without caching",
    jobs: figure5bJobs,
    measure(resultOf, scale) {
      const classic = runsOf(resultOf, classicJobs(scale));
      const cached = runsOf(resultOf, withCachingJobs(scale));
      const samples = samplesAt(LEVELS, (accuracy) => {
        const [none, caching] = [reachedByAll(classic, accuracy), reachedByAll(cached, accuracy)];
        const minimum = reachedByAll(classic, accuracy, "minimalEnergy");
        if (none === null || caching === null || minimum === null) return null;
        return caching.map((energy, i) => log(energy / minimum[i]!) / log(none[i]! / minimum[i]!));
      });
      return {
        values: samples.map(({ sample }) => mean(sample)),
        standardErrors: samples.map(({ sample }) => standardError(sample)),
        sample: `${counted(classic.length, "seed")}, ${counted(samples.length, "accuracy", "accuracies")}`,
      };
    },
  },
  {
    id: "mnist-free-cache-is-minimal",
    figure: "5b",
    statement:
      "In the multilayer network a cache that neither decays nor costs anything takes as little as the minimum",
    where: WHERE,
    quote: RANGE,
    reading: "the lower end: no decay, c = 0 and θ = ∞",
    measured: `energy over M_min when accuracy ${FIGURE_3_S1B_ACCURACY} is reached`,
    band: { low: 1, high: 1 },
    bandOrigin: "an identity: one consolidation of every synapse, at the end",
    jobs: (scale) => [freeJob(scale)],
    measure(resultOf, scale) {
      const [run] = runsOf(resultOf, [freeJob(scale)]);
      const { accuracy, energy, minimalEnergy, patternCount } = run!.curve.at(-1)!;
      if (accuracy < FIGURE_3_S1B_ACCURACY) return NOT_REACHED;
      return { values: [energy / minimalEnergy], sample: `1 seed, ${formatCount(patternCount)} patterns` };
    },
  },
  {
    id: "mnist-dear-cache-saves-nothing",
    figure: "5b",
    statement: "In the multilayer network nothing is saved where holding is dear",
    where: WHERE,
    quote: RANGE,
    reading: `the upper end: c = ${DEAR}`,
    measured: `energy to accuracy ${FIGURE_3_S1B_ACCURACY} at the θ of Figure 3–s1B that takes least at this c, over that without caching`,
    band: { low: 1 },
    bandOrigin: "θ = 0, no caching, has exactly 1; above 1 no θ of the figure does better",
    jobs: figure3s1bJobs,
    measure(resultOf, scale) {
      const classic = reachedByAll(runsOf(resultOf, withoutDecayJobs(scale)), FIGURE_3_S1B_ACCURACY);
      const found = tradeOff(resultOf, scale, DEAR).flatMap(({ threshold, ofSeeds }) =>
        ofSeeds === null ? [] : [{ threshold, energies: ofSeeds.energies }],
      );
      const best = leastOf(found, ({ energies }) => mean(energies));
      if (classic === null || best === undefined) return NOT_REACHED;
      return {
        ...ratiosOf([{ above: best.energies, below: classic }]),
        sample: `best at θ = ${best.threshold}, of ${found.length} thresholds`,
      };
    },
  },
];
