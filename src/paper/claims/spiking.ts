import type { ResultOf } from "../../jobs/index.js";
import { shareInterval } from "../../math/share-interval.js";
import type { Claim } from "../claim.js";
import { classicJobs, isLearned, SPIKING, savingOf } from "../figures/figure-2-s1.js";
import { pricedResult } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";

const WHERE = "Results, Figure 2–figure supplement 1";
const SAVES = "The network is able to save 80% of the energy with synaptic caching";

const jobs = (scale: Scale) => SPIKING[scale].patternCounts.flatMap((count) => classicJobs(count, scale));

/** What was learned at each number of patterns, and from how many sets. */
function setsOf(resultOf: ResultOf, scale: Scale) {
  return SPIKING[scale].patternCounts.map((patternCount) => {
    const runs = classicJobs(patternCount, scale).map((job) => pricedResult(resultOf, job));
    const savings = runs.filter(isLearned).flatMap((run) => savingOf(run) ?? []);
    return { patternCount, savings, runs, learnedCount: runs.filter(isLearned).length };
  });
}

const sampleOf = (sets: ReturnType<typeof setsOf>): string => {
  const learned = sets.reduce((sum, { learnedCount }) => sum + learnedCount, 0);
  return `${learned} of ${sets.reduce((sum, { runs }) => sum + runs.length, 0)} sets were learned`;
};

/** 80 % has one digit that counts. */
const EIGHTY = { low: 0.75, high: 0.85 };

/** What the paper says of caching in the spiking network. */
export const spikingClaims: readonly Claim[] = [
  {
    id: "spiking-80-percent",
    figure: "2-s1",
    statement: "In a spiking network an optimal cache saves 80 % of the energy",
    where: WHERE,
    quote: SAVES,
    reading:
      "80 % of all the energy that the sets of the figure take together, so that sets of many patterns, which take most, count most; the sample says what is saved where every set counts alike.",
    measured: "1 − ΣM_min/ΣM over all sets of patterns that were learned",
    band: EIGHTY,
    bandOrigin: "80 % to the nearest ten",
    jobs,
    measure(resultOf, scale) {
      const sets = setsOf(resultOf, scale);
      const learned = sets.flatMap(({ runs }) => runs.filter(isLearned));
      const spent = learned.reduce((sum, { energy }) => sum + energy, 0);
      if (spent === 0) return { values: [], sample: sampleOf(sets) };
      const ratio = learned.reduce((sum, { minimalEnergy }) => sum + minimalEnergy, 0) / spent;
      // That of a ratio of sums, to first order.
      const squares = learned.reduce((sum, run) => sum + (run.minimalEnergy - ratio * run.energy) ** 2, 0);
      const { mean } = summary(sets.flatMap(({ savings }) => savings));
      const sample = `${sampleOf(sets)}; ${mean!.toFixed(3)} where every set counts alike`;
      return { values: [1 - ratio], standardError: Math.sqrt(squares) / spent, sample };
    },
  },
  {
    id: "spiking-80-percent-each",
    figure: "2-s1",
    statement: "In a spiking network an optimal cache saves 80 % of the energy at any number of patterns",
    where: WHERE,
    quote: SAVES,
    reading: "80 % at every number of patterns that the figure shows.",
    measured: "1 − M_min/M at each number of patterns, means of the sets that were learned",
    band: EIGHTY,
    bandOrigin: "80 % to the nearest ten",
    jobs,
    measure(resultOf, scale) {
      const sets = setsOf(resultOf, scale);
      const points = sets.flatMap(({ patternCount, savings }) => {
        const { mean, standardError } = summary(savings);
        return mean === null ? [] : [{ patternCount, mean, standardError: standardError ?? Number.NaN }];
      });
      const outside = points.filter(({ mean }) => mean < EIGHTY.low || mean > EIGHTY.high);
      const where =
        outside.length > 0 ? `; outside at ${outside.map((one) => one.patternCount).join(", ")} patterns` : "";
      return {
        values: points.map(({ mean }) => mean),
        standardErrors: points.map(({ standardError }) => standardError),
        sample: `${sampleOf(sets)}${where}`,
      };
    },
  },
  {
    id: "spiking-learns",
    figure: "2-s1",
    statement: "The spiking network learns up to 16 patterns",
    where: WHERE,
    reading: "The figure goes up to 16 patterns: at each number of them more sets are learned than are not.",
    measured:
      "share of sets whose weights become stable and whose responses to the two labels are apart, at each number of patterns",
    band: { low: 0.5 },
    bandOrigin: "more often than not; the paper draws sets that are learned, and does not say how many are not",
    jobs,
    measure(resultOf, scale) {
      const sets = setsOf(resultOf, scale);
      // Where no set at all is learned nothing has been learned that could be counted.
      if (sets.every(({ learnedCount }) => learnedCount === 0)) return { values: [], sample: sampleOf(sets) };
      const rare = sets.filter(({ learnedCount, runs }) => learnedCount < runs.length / 2);
      const where =
        rare.length > 0 ? `; fewer than half at ${rare.map((one) => one.patternCount).join(", ")} patterns` : "";
      return {
        values: sets.map(({ learnedCount, runs }) => learnedCount / runs.length),
        intervals: sets.map(({ learnedCount, runs }) => shareInterval(learnedCount, runs.length)),
        sample: `${sampleOf(sets)}${where}`,
      };
    },
  },
];
