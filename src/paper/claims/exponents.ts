import type { ResultOf } from "../../jobs/index.js";
import { type Claim, WITHIN_A_TENTH } from "../claim.js";
import { classicJob } from "../figures/figure-1.js";
import { COST_VARIANTS, everyChangeJobs, exponentJobs, potentiationJobs } from "../figures/figure-1-s1.js";
import { pricedResult } from "../priced.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";
import { inefficiencies, type Learning, meanOf } from "./measures/classic-runs.js";
import { type Measured, ratiosOf } from "./measures/estimates.js";

const QUOTE = "our results below are similar whenever 0 ≤ α ≲ 2";
const WHERE = "Results, Figure 1–s1";

/** Ratios of mean inefficiencies over the seeds that converged in both parts; none where no seed did. */
function ratios(resultOf: ResultOf, pairs: readonly (readonly [Learning[], Learning[]])[]): Measured {
  const samples = pairs.map(([above, below]) => {
    const runs = above.map((job, seed) => [job, below[seed]!].map((one) => pricedResult(resultOf, one)));
    const both = runs.filter((two) => two.every(({ converged }) => converged));
    const side = (i: number) => both.map((two) => two[i]!.inefficiency ?? Number.NaN);
    return { above: side(0), below: side(1) };
  });
  return ratiosOf(samples.filter(({ above }) => above.length > 0));
}

/** P/N between which the inefficiency is to rise. */
const [LOW, HIGH] = [0.5, 1.5];

const exponents = [
  { costExponent: 0, id: "exponent-0" },
  { costExponent: 0.5, id: "exponent-half" },
  { costExponent: 1.5, id: "exponent-three-halves" },
  { costExponent: 2, id: "exponent-2" },
];

/** The result is that learning is the less efficient the higher the load. */
const risingClaims = exponents.map(({ costExponent, id }): Claim => {
  const pairs = (scale: Scale) =>
    [[exponentJobs(scale, HIGH, costExponent), exponentJobs(scale, LOW, costExponent)]] as const;
  return {
    id: `${id}-rises`,
    figure: "1-s1",
    statement: `With α = ${costExponent} learning is the less efficient the higher the load, as with α = 1`,
    where: WHERE,
    quote: QUOTE,
    reading: "The inefficiency grows with the load.",
    measured: `mean M/M_min at P/N = ${HIGH} over that at ${LOW}, α = ${costExponent}`,
    band: { low: 1 },
    bandOrigin: "growing; a random walk gives the growth of K^(1 − α/2): none at α = 2",
    jobs: (scale) => pairs(scale).flat(2),
    measure: (resultOf, scale) => ({
      ...ratios(resultOf, pairs(scale)),
      sample: counted(COST_VARIANTS[scale].seedCount, "seed"),
    }),
  };
});

const strictClaims = exponents.map(({ costExponent, id }): Claim => {
  const pairs = (scale: Scale) =>
    COST_VARIANTS.quick.exponentLoads.map(
      (load) => [exponentJobs(scale, load, costExponent), exponentJobs(scale, load, 1)] as const,
    );
  return {
    id: `${id}-alike`,
    figure: "1-s1",
    statement: `With α = ${costExponent} learning is about as inefficient as with α = 1`,
    where: WHERE,
    quote: QUOTE,
    reading: "Strictly: the inefficiency itself, within a factor of two.",
    measured: `mean M/M_min at α = ${costExponent} over that at α = 1, at P/N = ${COST_VARIANTS.quick.exponentLoads.join(", ")}`,
    band: { low: 0.5, high: 2 },
    bandOrigin: "similar is read as within a factor of two; a random walk gives K to the power (1 − α)/2",
    jobs: (scale) => pairs(scale).flat(2),
    measure: (resultOf, scale) => ({
      ...ratios(resultOf, pairs(scale)),
      sample: counted(COST_VARIANTS[scale].seedCount, "seed"),
    }),
  };
});

/** α above 2, where it is cheaper to walk than to jump. */
const BEYOND = 2.25;

/** α from 0 to 2 with depression free, at P = N. */
const POTENTIATION_EXPONENTS = [0, 0.5, 1, 1.5, 2];
const potentiationAt = (scale: Scale, costExponent: number): Learning[] =>
  exponentJobs(scale, 1, costExponent).map(({ parameters: { seed = 1 } }) => {
    const { inputCount } = COST_VARIANTS[scale];
    const { kind, parameters } = classicJob(inputCount, inputCount, seed);
    const exponent = costExponent === 1 ? {} : { costExponent };
    return { kind, parameters: { ...parameters, ...exponent, potentiationOnly: true } };
  });

const potentiationLoads = (scale: Scale): number[] =>
  COST_VARIANTS[scale].potentiationLoads.filter((load) => load >= 0.1);

/** What the paper says of other costs of a change. */
export const exponentClaims: readonly Claim[] = [
  ...risingClaims,
  ...strictClaims,
  {
    id: "walk-cheaper-beyond-two",
    figure: "1-s1",
    statement: "Beyond α ≈ 2 walking to the weights is cheaper than setting them directly",
    where: "Results, 0 ≤ α ≲ 2, the other way round",
    quote: QUOTE,
    reading: "The limit of 2 is one: beyond it there is no inefficiency that caching could save.",
    measured: `mean M/M_min at α = ${BEYOND}, P = N`,
    band: { high: 1 },
    bandOrigin: "1 is no inefficiency; a random walk has K^(1 − α/2) and a constant, which falls with K beyond α = 2",
    jobs: (scale) => exponentJobs(scale, 1, BEYOND),
    measure(resultOf, scale) {
      const sample = inefficiencies(resultOf, exponentJobs(scale, 1, BEYOND));
      return { ...meanOf(sample), sample: counted(sample.length, "run") };
    },
  },
  {
    id: "potentiation-alike",
    figure: "1-s1",
    statement: "Charging potentiation alone does not change the results",
    where: WHERE,
    measured: "mean M/M_min with free depression over that where every change costs, at every load from 0.1 up",
    band: WITHIN_A_TENTH,
    bandOrigin: "1 within a tenth: half of the changes and half of the final weights are positive",
    jobs: (scale) =>
      potentiationLoads(scale).flatMap((load) => [...potentiationJobs(scale, load), ...everyChangeJobs(scale, load)]),
    measure(resultOf, scale) {
      const loads = potentiationLoads(scale);
      const pairs = loads.map((load) => [potentiationJobs(scale, load), everyChangeJobs(scale, load)] as const);
      const sample = `${counted(COST_VARIANTS[scale].seedCount, "seed")}, ${counted(loads.length, "load")}`;
      return { ...ratios(resultOf, pairs), sample };
    },
  },
  {
    id: "potentiation-all-exponents",
    figure: "1-s1",
    statement: "Charging potentiation alone does not change the results with any exponent from 0 to 2",
    where: WHERE,
    measured: `mean M/M_min with free depression over that where every change costs, P = N, α = ${POTENTIATION_EXPONENTS.join(", ")}`,
    band: WITHIN_A_TENTH,
    bandOrigin: "1 within a tenth, as for α = 1",
    jobs: (scale) =>
      POTENTIATION_EXPONENTS.flatMap((alpha) => [...potentiationAt(scale, alpha), ...exponentJobs(scale, 1, alpha)]),
    measure(resultOf, scale) {
      const pairs = POTENTIATION_EXPONENTS.map(
        (alpha) => [potentiationAt(scale, alpha), exponentJobs(scale, 1, alpha)] as const,
      );
      return { ...ratios(resultOf, pairs), sample: counted(COST_VARIANTS[scale].seedCount, "seed") };
    },
  },
];
