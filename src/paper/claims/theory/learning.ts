import { log } from "../../../math/elementary.js";
import { slopeWithError } from "../../../math/error-of-slope.js";
import type { PerceptronRun } from "../../../perceptron/index.js";
import { type Claim, type Measurement, WITHIN_A_QUARTER } from "../../claim.js";
import { allLoadsJobs, type Load, learnedLoads, loadsSample, medianOf, overTheory } from "../measures/classic-runs.js";

const EFFICIENCY = "Materials and methods, Energy efficiency of the perceptron";

/** The exponent of 2 − P/N in the median of a quantity, over these loads. */
function divergence(loads: readonly Load[], of: (run: PerceptronRun, patternCount: number) => number): Measurement {
  if (loads.length < 3) return { values: [], sample: loadsSample(loads) };
  const medians = loads.map(({ runs, patternCount }) => medianOf(runs, (run) => of(run, patternCount)));
  const { slope, standardError } = slopeWithError(
    loads.map(({ load }) => log(2 - load)),
    medians.map(({ median }) => log(median)),
    medians.map(({ median, standardError }) => standardError / median),
  );
  return { values: [slope], standardError, sample: loadsSample(loads) };
}

/** −2 within a tenth. */
const MINUS_TWO = { low: -2.2, high: -1.8 };

/** What the paper's theory says of learning without caching. */
export const learningTheoryClaims: readonly Claim[] = [
  {
    id: "updates-diverge",
    figure: "1d",
    statement: "The number of updates a pattern takes diverges as (2 − P/N)⁻² towards the capacity",
    where: EFFICIENCY,
    measured: "slope of log K/P against log(2 − P/N), medians, least squares over all loads",
    band: MINUS_TWO,
    bandOrigin: "−2 within a tenth",
    jobs: allLoadsJobs,
    measure: (resultOf, scale) =>
      divergence(learnedLoads(resultOf, scale), ({ updateCount }, patternCount) => updateCount / patternCount),
  },
  {
    id: "epochs-diverge",
    figure: "1d",
    statement: "Near the capacity the number of epochs diverges as (2 − P/N)⁻²",
    where: "Results, Inefficiency of perceptron learning",
    quote: "near the critical capacity of the perceptron (P = 2N)",
    reading: "From half of the capacity on, P/N ≥ 1.",
    measured: "slope of log epochs against log(2 − P/N), medians, least squares over the loads from 1 up",
    band: MINUS_TWO,
    bandOrigin: "−2 within a tenth",
    jobs: allLoadsJobs,
    measure: (resultOf, scale) =>
      divergence(
        learnedLoads(resultOf, scale).filter(({ load }) => load >= 1),
        ({ epochCount }) => epochCount,
      ),
  },
  {
    id: "updates-fit",
    figure: "1d",
    statement: "The number of updates is K = 2P/(2 − P/N)²",
    where: EFFICIENCY,
    quote: "We found the numerator numerically",
    reading: "The 2 of the numerator to its one digit, 1.5 to 2.5, at every load.",
    measured: "median K over 2P/(2 − P/N)², at every load",
    band: WITHIN_A_QUARTER,
    bandOrigin: "a numerator of 1.5 to 2.5 in the place of 2",
    jobs: allLoadsJobs,
    measure: (resultOf, scale) =>
      overTheory(
        learnedLoads(resultOf, scale),
        ({ updateCount }) => updateCount,
        (theory) => theory.updateCount,
      ),
  },
  {
    id: "time-fit",
    figure: "1d",
    statement: "Learning takes T = P^(3/2)/(2 − P/N)² time steps",
    where: "Materials and methods, Efficiency of synaptic caching",
    quote: "We find numerically that T = P^(3/2)/(2 − P/N)²",
    reading: "As of the number of updates: within a quarter at every load.",
    measured: "median T over P^(3/2)/(2 − P/N)², at every load",
    band: WITHIN_A_QUARTER,
    bandOrigin:
      "a numerical fit, read as within a quarter; with few patterns the last, error-free epoch makes up much of T",
    jobs: allLoadsJobs,
    measure: (resultOf, scale) =>
      overTheory(
        learnedLoads(resultOf, scale),
        ({ timestepCount }) => timestepCount,
        (theory) => theory.timestepCount,
      ),
  },
];
