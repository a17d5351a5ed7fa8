import type { ResultOf } from "../../../jobs/index.js";
import { log } from "../../../math/elementary.js";
import { mean, standardError } from "../../../math/statistics.js";
import { type Claim, WITHIN_A_QUARTER, WITHIN_A_TENTH } from "../../claim.js";
import { COST_VARIANTS, exponentJobs } from "../../figures/figure-1-s1.js";
import { pricedResult } from "../../priced.js";
import { counted } from "../../sample.js";
import type { Scale } from "../../scale.js";
import { meanOf } from "../measures/classic-runs.js";

const EFFICIENCY = "Materials and methods, Energy efficiency of the perceptron";

/** One seed at one load, charged twice: α = 1 gives Σ|w|, α = 2 gives Σw², and both how many updates there were. */
interface Ends {
  load: number;
  /** Σ|w(T)|/N and Σw(T)²/N, of N weights and the bias. */
  magnitude: number;
  variance: number;
  updateCount: number;
  inefficiency: number;
}

/** The ends of the converged runs of figure 1–s1 at one load. */
function ends(resultOf: ResultOf, scale: Scale, load: number): Ends[] {
  const squared = exponentJobs(scale, load, 2).map((job) => pricedResult(resultOf, job));
  const synapseCount = COST_VARIANTS[scale].inputCount + 1;
  return exponentJobs(scale, load, 1)
    .map((job) => pricedResult(resultOf, job))
    .map((run, i) => ({
      ...{ load, updateCount: run.updateCount, inefficiency: run.inefficiency ?? Number.NaN },
      magnitude: run.minimalEnergy / synapseCount,
      variance: squared[i]!.minimalEnergy / synapseCount,
      converged: run.converged && squared[i]!.converged,
    }))
    .filter(({ converged }) => converged);
}

const endsJobs = (loads: readonly number[]) => (scale: Scale) =>
  loads.flatMap((load) => [...exponentJobs(scale, load, 1), ...exponentJobs(scale, load, 2)]);

/** A mean and its standard error for every load that has runs. */
function atLoads(loads: readonly number[], of: (run: Ends) => number): Claim["measure"] {
  return (resultOf, scale) => {
    const samples = loads.map((load) => ends(resultOf, scale, load).map(of)).filter(({ length }) => length > 0);
    const runCount = samples.reduce((sum, { length }) => sum + length, 0);
    return {
      values: samples.map((sample) => mean(sample)),
      standardErrors: samples.map((sample) => standardError(sample)),
      sample: `${counted(runCount, "run")} at P/N = ${loads.join(", ")}`,
    };
  };
}

const LOADS = COST_VARIANTS.quick.exponentLoads;

/**
 * The part of ln(M/M_min over the random walk's √(πK/2)) that the variance explains, −½ ln v with v = Σw²/NK. The walk of as
 * many updates as there were, so that what is left is not that of another K.
 */
function explainedShare(sample: readonly Ends[]): number {
  const deviation = mean(
    sample.map(({ inefficiency, updateCount }) => log(inefficiency / Math.sqrt((Math.PI / 2) * updateCount))),
  );
  return mean(sample.map(({ variance, updateCount }) => -log(variance / updateCount) / 2)) / deviation;
}

/** The error of a share of a sample by leaving out one run after the other. */
function jackknifeError(sample: readonly Ends[]): number {
  const n = sample.length;
  const without = sample.map((_, i) => explainedShare(sample.filter((_, j) => j !== i)));
  return standardError(without) * (n - 1);
}

/** What the paper says of the weights that learning ends with, beside those of a random walk. */
export const varianceClaims: readonly Claim[] = [
  {
    id: "minimum-theory",
    figure: "1c",
    statement: "The minimal energy is √(2/π)·ηN√K, that of a random walk of K steps",
    where: EFFICIENCY,
    measured: `mean M_min over √(2/π)·N√K with the K of each run, at P/N = ${LOADS.join(", ")}`,
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth; a variance 20 % smaller, as the paper says it is, makes √.8 = .89",
    jobs: endsJobs(LOADS),
    measure: atLoads(LOADS, ({ magnitude, updateCount }) => magnitude / Math.sqrt((2 / Math.PI) * updateCount)),
  },
  {
    id: "weights-gaussian",
    figure: "1-s1",
    statement: "After learning the weights have a Gaussian distribution",
    where: EFFICIENCY,
    quote: "the weights approximate a Gaussian distribution with zero mean",
    reading: "Their mean magnitude is to their mean square as that of a Gaussian of zero mean.",
    measured: `mean ⟨|w|⟩ over √(2/π)·√⟨w²⟩, at P/N = ${LOADS.join(", ")}`,
    band: WITHIN_A_TENTH,
    bandOrigin:
      "1 for a Gaussian, within a tenth; √3/2 · √(π/2) = 1.09 for a uniform one, and 1.25 for weights of equal size",
    jobs: endsJobs(LOADS),
    measure: atLoads(LOADS, ({ magnitude, variance }) => magnitude / Math.sqrt((2 / Math.PI) * variance)),
  },
  {
    id: "variance-20-percent",
    figure: "1-s1",
    statement: "The weights' variance is about 20 % smaller than that of a random walk",
    where: EFFICIENCY,
    quote: "the variance in the weights is actually about 20% smaller than a random walk",
    reading: "Smaller by 20 % within a quarter of that, at the default load.",
    measured: "mean ⟨w(T)²⟩ over K, what K steps of a random walk give, at P = N",
    band: { low: 1 - 0.2 * WITHIN_A_QUARTER.high, high: 1 - 0.2 * WITHIN_A_QUARTER.low },
    bandOrigin: "0.8, smaller by 15 to 25 %",
    jobs: endsJobs([1]),
    measure(resultOf, scale) {
      const sample = ends(resultOf, scale, 1).map(({ variance, updateCount }) => variance / updateCount);
      return { ...meanOf(sample), sample: counted(sample.length, "run") };
    },
  },
  {
    id: "variance-explains-deviation",
    figure: "1-s1",
    statement: "The weights' smaller variance explains most of the deviation of the inefficiency from the theory",
    where: EFFICIENCY,
    quote: "This explains most of the slight deviation",
    reading: "More than half of the logarithm of the ratio, and not as much too much.",
    measured: `−½ ln v, v = ⟨w²⟩/K, over the mean ln of M/M_min over √(πK/2), at P/N = ${LOADS.join(", ")}`,
    band: { low: 0.5, high: 1.5 },
    bandOrigin: "half of it, and half more than all of it",
    jobs: endsJobs(LOADS),
    measure(resultOf, scale) {
      const samples = LOADS.map((load) => ends(resultOf, scale, load)).filter(({ length }) => length > 1);
      const gaps = samples.map((sample) => 1 / Math.sqrt(mean(sample.map((run) => run.variance / run.updateCount))));
      return {
        values: samples.map(explainedShare),
        standardErrors: samples.map(jackknifeError),
        sample: `1/√v = ${gaps.map((gap) => gap.toFixed(2)).join(", ")} at P/N = ${LOADS.join(", ")}`,
      };
    },
  },
];
