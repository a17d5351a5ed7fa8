import type { ResultOf } from "../../jobs/index.js";
import { log } from "../../math/elementary.js";
import { mean, standardError } from "../../math/statistics.js";
import type { MlpRun } from "../../mlp/index.js";
import { reachedAt } from "../../mlp/reached-at.js";
import type { Claim, Measurement } from "../claim.js";
import { overSeeds, runsOf } from "../digit-learning.js";
import { learningRateJobs, learningRatesOf } from "../figures/figure-5a.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";
import { studentInterval } from "./measures/estimates.js";

/** Reached at every learning rate but the largest, at either scale. */
const ACCURACY = 0.9;
const WHERE = "Results, Figure 5A";

/** The smallest of the learning rates, and one that is still small. */
const smallRates = (scale: Scale): [number, number] => [Math.min(...learningRatesOf(scale)), 0.01];

/** Where learning is still well-behaved, and where it is not. */
const [USUAL, LARGE] = [0.1, 1];

const energies = (runs: readonly MlpRun[]): (number | null)[] => runs.map(({ curve }) => reachedAt(curve, ACCURACY));

/** Energy at one learning rate over that at another, mean over the same seeds. */
function ratioOf(resultOf: ResultOf, scale: Scale, [rate, other]: readonly [number, number]): Measurement {
  const [above, below] = [rate, other].map((one) => energies(runsOf(resultOf, learningRateJobs(scale, one))));
  const ratios = overSeeds(
    above!.map((energy, i) => {
      const divisor = below![i] ?? null;
      return energy === null || divisor === null ? null : energy / divisor;
    }),
  );
  const count = ratios.runCount - ratios.missingCount;
  const sample = `${count} of ${ratios.runCount} seeds, η = ${rate} and ${other}`;
  if (ratios.mean === null) return { values: [], sample };
  const interval = studentInterval(ratios.mean, ratios.standardError, count);
  return { values: [ratios.mean], standardError: ratios.standardError, intervals: [interval], sample };
}

const jobsAt = (scale: Scale, rates: readonly number[]) => rates.flatMap((rate) => learningRateJobs(scale, rate));
const smallJobs = (scale: Scale) => jobsAt(scale, smallRates(scale));

const SMALL =
  "When the learning rate is sufficiently small, the metabolic cost of plasticity is independent of the learning rate";
const STEEP =
  "At larger learning rates, learning no longer converges and energy goes up steeply without an increase in accuracy";

/** What the paper says of the learning rate of the multilayer network. */
export const mlpRateClaims: readonly Claim[] = [
  {
    id: "mnist-small-rate",
    figure: "5a",
    statement: "When the learning rate is sufficiently small, the energy hardly depends on it",
    where: WHERE,
    quote: SMALL,
    reading: "as a power of η the energy is nearer to η⁰ than to η¹ or η⁻¹",
    measured: `exponent of the energy to accuracy ${ACCURACY} as a power of η, between the smallest η of the figure and 0.01, same seeds`,
    band: { low: -0.5, high: 0.5 },
    bandOrigin: "0 where the energy is independent of η; ±1 where it is proportional to η or to the number of patterns",
    jobs: smallJobs,
    measure(resultOf, scale) {
      const [smallest, small] = smallRates(scale);
      const { values, standardError, sample } = ratioOf(resultOf, scale, [small, smallest]);
      const range = log(small / smallest);
      return {
        values: values.map((ratio) => log(ratio) / range),
        // To first order.
        standardError: standardError == null ? null : standardError / values[0]! / range,
        sample,
      };
    },
  },
  {
    id: "mnist-small-rate-exactly",
    figure: "5a",
    statement: "When the learning rate is sufficiently small, the energy is independent of it",
    where: WHERE,
    quote: SMALL,
    reading: "between the smallest η of the figure and 0.01 the energy does not change by a tenth",
    measured: `energy to accuracy ${ACCURACY} at η = 0.01 over that at the smallest η of the figure, mean over the same seeds`,
    band: { low: 0.9, high: 1.1 },
    bandOrigin: "1, to a tenth",
    jobs: smallJobs,
    measure(resultOf, scale) {
      const [smallest, small] = smallRates(scale);
      return ratioOf(resultOf, scale, [small, smallest]);
    },
  },
  {
    id: "mnist-slow-saves-nothing",
    figure: "5a",
    statement: "Lowering the learning rate does not save energy",
    where: WHERE,
    quote:
      "With the exception of these very large rates, these results show that lowering the learning rate does not save energy",
    reading: `from η = ${USUAL}, that of the other figures, to 0.01`,
    measured: `energy to accuracy ${ACCURACY} at η = ${USUAL} over that at η = 0.01, mean over the same seeds`,
    band: { high: 1.1 },
    bandOrigin: "1, to a tenth",
    jobs: (scale) => jobsAt(scale, [USUAL, 0.01]),
    measure: (resultOf, scale) => ratioOf(resultOf, scale, [USUAL, 0.01]),
  },
  {
    id: "mnist-large-rate",
    figure: "5a",
    statement: "At large learning rates the energy goes up steeply",
    where: WHERE,
    quote: STEEP,
    reading: "as a power of η the energy to an accuracy is nearer to η¹ than to η⁰, by which it was independent",
    measured: `exponent of the energy to accuracy ${ACCURACY} as a power of η from ${USUAL} to ${LARGE}, mean over the same seeds; where η = ${LARGE} never gets there, with what it had spent when it was given up`,
    band: { low: 0.5 },
    bandOrigin: "1 where smaller steps would have done, 0 where the energy is independent of η",
    jobs: (scale) => jobsAt(scale, [USUAL, LARGE]),
    measure(resultOf, scale) {
      const usual = energies(runsOf(resultOf, learningRateJobs(scale, USUAL)));
      const large = runsOf(resultOf, learningRateJobs(scale, LARGE));
      const exponents = usual.flatMap((energy, i) => {
        if (energy === null) return [];
        // Being given up is a lower bound of the energy. A first evaluation above the accuracy is an upper one.
        const { curve, energy: spent } = large[i]!;
        const first = curve[0]!;
        const reached = first.accuracy > ACCURACY ? first.energy : reachedAt(curve, ACCURACY);
        return [log((reached ?? spent) / energy) / log(LARGE / USUAL)];
      });
      if (exponents.length === 0) return { values: [], sample: "the accuracy is not reached" };
      const givenUp = large.filter(({ curve }) => curve.every(({ accuracy }) => accuracy < ACCURACY)).length;
      return {
        values: [mean(exponents)],
        standardError: standardError(exponents),
        sample: `${counted(exponents.length, "seed")}, of which ${givenUp} never ${givenUp === 1 ? "gets" : "get"} there at η = ${LARGE}`,
      };
    },
  },
  {
    id: "mnist-large-rate-no-better",
    figure: "5a",
    statement: "At large learning rates more energy brings no increase in accuracy",
    where: WHERE,
    quote: STEEP,
    reading: `η = ${LARGE} gets no further than η = ${USUAL}, whatever it spends`,
    measured: `best accuracy at η = ${LARGE} less that at η = ${USUAL}, mean over the same seeds`,
    band: { high: 0 },
    bandOrigin: "no increase",
    jobs: (scale) => jobsAt(scale, [USUAL, LARGE]),
    measure(resultOf, scale) {
      const [usual, large] = [USUAL, LARGE].map((rate) =>
        runsOf(resultOf, learningRateJobs(scale, rate)).map(({ curve }) =>
          Math.max(...curve.map(({ accuracy }) => accuracy)),
        ),
      );
      if (usual!.every((accuracy) => accuracy < ACCURACY)) return { values: [], sample: "the accuracy is not reached" };
      const gains = large!.map((accuracy, i) => accuracy - usual![i]!);
      return { values: [mean(gains)], standardError: standardError(gains), sample: counted(gains.length, "seed") };
    },
  },
];
