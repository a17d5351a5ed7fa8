import { exp, log } from "../../math/elementary.js";
import { mean, standardError } from "../../math/statistics.js";
import type { PerceptronRun } from "../../perceptron/index.js";
import { type Claim, type Measurement, WITHIN_A_TENTH } from "../claim.js";
import { counted } from "../sample.js";
import { allLoadsJobs, learnedLoads, loadsSample, overTheory } from "./measures/classic-runs.js";

/** The growth of the geometric mean of a quantity from each load to the next, over the loads at which all runs converged. */
function growth(of: (run: PerceptronRun) => number): Claim["measure"] {
  return (resultOf, scale): Measurement => {
    const loads = learnedLoads(resultOf, scale).filter(({ runs }) => runs.every(({ converged }) => converged));
    const logs = loads.map(({ runs }) => runs.map((run) => log(of(run))));
    const steps = logs.slice(1).map((upper, i) => {
      const ratio = exp(mean(upper) - mean(logs[i]!));
      return { ratio, error: ratio * Math.hypot(standardError(upper), standardError(logs[i]!)) };
    });
    return {
      values: steps.map(({ ratio }) => ratio),
      standardErrors: steps.map(({ error }) => error),
      sample: loadsSample(loads),
    };
  };
}

/** What the paper says of learning without caching. */
export const perceptronClaims: readonly Claim[] = [
  {
    id: "energy-grows",
    figure: "1c",
    statement: "The energy that learning takes grows with the number of patterns",
    where: "Results, Inefficiency of perceptron learning",
    measured: "M at each load over that at the next smaller one, geometric means",
    band: { low: 1 },
    bandOrigin: "never falling",
    jobs: allLoadsJobs,
    measure: growth(({ energy }) => energy),
  },
  {
    id: "energy-is-updates",
    figure: "1c",
    statement: "The energy is proportional to the number of updates, M = NKη",
    where: "Results, Inefficiency of perceptron learning; Materials and methods",
    measured: "M/K of every run over that of the first",
    band: { low: 1 - 1e-12, high: 1 + 1e-12 },
    bandOrigin: "exact, up to rounding: an update changes every weight by 1",
    jobs: allLoadsJobs,
    measure(resultOf, scale) {
      const runs = learnedLoads(resultOf, scale).flatMap((load) => load.runs.filter((run) => run.converged));
      const values = runs.map(({ energy, updateCount }) => energy / updateCount);
      return { values: values.map((value) => value / values[0]!), sample: counted(runs.length, "run") };
    },
  },
  {
    id: "minimum-grows",
    figure: "1c",
    statement: "The minimal energy grows with the load",
    where: "Results, Inefficiency of perceptron learning",
    measured: "M_min at each load over that at the next smaller one, geometric means",
    band: { low: 1 },
    bandOrigin: "never falling",
    jobs: allLoadsJobs,
    measure: growth(({ minimalEnergy }) => minimalEnergy),
  },
  {
    id: "minimum-less-steep",
    figure: "1c",
    statement: "The minimal energy grows less steeply than that of learning",
    where: "Results, Inefficiency of perceptron learning",
    measured: "M/M_min at each load over that at the next smaller one, geometric means",
    band: { low: 1 },
    bandOrigin: "M grows by more than M_min wherever this is above 1",
    jobs: allLoadsJobs,
    measure: growth(({ inefficiency }) => inefficiency ?? Number.NaN),
  },
  {
    id: "inefficiency-theory",
    figure: "1d",
    statement: "The theory fits the inefficiency of the perceptron rule very well",
    where: "Results, Figure 1D",
    quote: "which fits the simulations very well",
    reading: "Within a tenth at every load.",
    measured: "median M/M_min of the simulation over √(πP)/(2 − P/N), at every load",
    band: WITHIN_A_TENTH,
    bandOrigin:
      "very well is read as within a tenth; the weights' variance, .556 K instead of K at P = N, makes 1/√.556 = 1.34",
    jobs: allLoadsJobs,
    measure: (resultOf, scale) =>
      overTheory(
        learnedLoads(resultOf, scale),
        ({ inefficiency }) => inefficiency ?? Number.NaN,
        (theory) => theory.inefficiency,
      ),
  },
];
