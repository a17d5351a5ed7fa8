import type { ResultOf } from "../../jobs/index.js";
import type { MlpOptions } from "../../mlp/index.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatCount } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import {
  accuracies,
  CACHING,
  DIGITS,
  GRADIENT_NOTE,
  type Learning,
  overRuns,
  runsOf,
  type SeedSummary,
} from "../digit-learning.js";
import type { Figure } from "../figure.js";
import { seedsUpTo } from "../sample.js";
import type { Scale } from "../scale.js";

/** The part of figure 5B below `LONG_FROM`: one pass over the training images; caching per neuron with θ 0.04. */
export const FIGURE_5B: Record<Scale, { maxPatterns: number; evaluateEvery: number; seedCount: number }> = {
  quick: { maxPatterns: 60_000, evaluateEvery: 2000, seedCount: 3 },
  paper: { maxPatterns: 60_000, evaluateEvery: 1000, seedCount: 10 },
  tiny: { maxPatterns: 200, evaluateEvery: 50, seedCount: 2 },
};

/**
 * The part above, which takes many passes: the same runs, longer, seldom evaluated, and of fewer seeds.
 */
const LONG_RUNS: typeof FIGURE_5B = {
  quick: { maxPatterns: 360_000, evaluateEvery: 12_000, seedCount: 2 },
  paper: { maxPatterns: 1_200_000, evaluateEvery: 12_000, seedCount: 5 },
  tiny: { maxPatterns: 400, evaluateEvery: 100, seedCount: 2 },
};
const LONG_FROM = 0.95;
export const FIGURE_5B_THRESHOLD = 0.04;

function jobsWith({ scale, sizes }: { scale: Scale; sizes: typeof FIGURE_5B }, caching: MlpOptions): Learning[] {
  const { maxPatterns, evaluateEvery, seedCount } = sizes[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "mlp",
    parameters: { ...DIGITS[scale], ...caching, maxPatterns, evaluateEvery, seed },
  }));
}

const NO_CACHING: MlpOptions = { policy: "none" };
const CACHED: MlpOptions = { ...CACHING, threshold: FIGURE_5B_THRESHOLD };

/** One run a seed. */
export const classicJobs = (scale: Scale): Learning[] => jobsWith({ scale, sizes: FIGURE_5B }, NO_CACHING);

/** One run a seed, with the same initial weights. */
export const withCachingJobs = (scale: Scale): Learning[] => jobsWith({ scale, sizes: FIGURE_5B }, CACHED);

const longJobs = (scale: Scale): Learning[] => jobsWith({ scale, sizes: LONG_RUNS }, NO_CACHING);
/** Without caching to well beyond the best accuracy: at the scale of the paper the long runs are, elsewhere one run. */
export const maximumJobs = (scale: Scale): Learning[] =>
  jobsWith(
    { scale, sizes: { ...LONG_RUNS, quick: { maxPatterns: 900_000, evaluateEvery: 30_000, seedCount: 1 } } },
    NO_CACHING,
  );
const longCachedJobs = (scale: Scale): Learning[] => jobsWith({ scale, sizes: LONG_RUNS }, CACHED);

export const figure5bJobs = (scale: Scale): Learning[] => [...classicJobs(scale), ...withCachingJobs(scale)];

const LEVELS = accuracies(0.8, 0.98, 0.01);

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const runs = {
    below: { none: runsOf(resultOf, classicJobs(scale)), cached: runsOf(resultOf, withCachingJobs(scale)) },
    above: { none: runsOf(resultOf, longJobs(scale)), cached: runsOf(resultOf, longCachedJobs(scale)) },
  };
  const at = (accuracy: number) => (accuracy < LONG_FROM ? runs.below : runs.above);
  const series: [string, (accuracy: number) => SeedSummary][] = [
    ["without caching", (accuracy) => overRuns(at(accuracy).none, accuracy)],
    ["with caching", (accuracy) => overRuns(at(accuracy).cached, accuracy)],
    ["minimum", (accuracy) => overRuns(at(accuracy).none, accuracy, "minimalEnergy")],
  ];
  const best = Math.max(
    ...[...runs.above.none, ...runs.above.cached].flatMap((run) => run.curve.map((row) => row.accuracy)),
  );
  const rows: Row[] = series.flatMap(([name, at]) =>
    LEVELS.map((accuracy) => {
      const { mean, ...rest } = at(accuracy);
      return { series: name, accuracy, energy: mean, ...rest };
    }),
  );
  const [below, above] = [FIGURE_5B[scale], LONG_RUNS[scale]];
  const inWords = (runs: typeof below): string =>
    `${runs.seedCount} seeds, every ${formatCount(runs.evaluateEvery)} of ${formatCount(runs.maxPatterns)} patterns`;
  const { policy, decayTime, maintenanceCost } = CACHING;
  return {
    name: "figure-5b",
    title: "Caching works under back-propagation, on MNIST",
    x: { key: "accuracy", label: "accuracy on the test images (share)", domain: [LEVELS[0]!, LEVELS.at(-1)!] },
    y: { key: "energy", label: "energy (weight units)", scale: "log" },
    series: series.map(([name]) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    notes: [
      `Mean and standard error where an accuracy is first reached by every seed: below ${LONG_FROM} of ${inWords(below)}, from there on of ${inWords(above)}.`,
      `The best accuracy of any run is ${best}; the printed figure goes on to 0.98. ${DIGITS[scale].hiddenCount} hidden units, η = 0.1; caching: ${policy}, θ = ${FIGURE_5B_THRESHOLD}, τ = ${decayTime}, c = ${maintenanceCost}.`,
    ],
  };
}

export const figure5b: Figure = {
  id: "5b",
  title: "Energy against accuracy in a multilayer network",
  caption: `One hidden layer, trained on MNIST. ${GRADIENT_NOTE} The minimum is what setting the weights of the runs without caching directly would take.`,
  jobs: (scale) => [...figure5bJobs(scale), ...longJobs(scale), ...longCachedJobs(scale)],
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
