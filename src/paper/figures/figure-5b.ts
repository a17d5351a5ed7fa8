import type { ResultOf } from "../../jobs/index.js";
import type { MlpOptions } from "../../mlp/index.js";
import type { Chart } from "../../report/chart/chart.js";
import { groupDigits } from "../../report/format.js";
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

/** Figure 5B: one pass over the training images; caching per neuron with θ 0.04. */
export const FIGURE_5B: Record<Scale, { maxPatterns: number; evaluateEvery: number; seedCount: number }> = {
  quick: { maxPatterns: 60_000, evaluateEvery: 2000, seedCount: 3 },
  paper: { maxPatterns: 60_000, evaluateEvery: 1000, seedCount: 10 },
  tiny: { maxPatterns: 200, evaluateEvery: 50, seedCount: 2 },
};
const THRESHOLD = 0.04;

function jobsWith(scale: Scale, caching: MlpOptions): Learning[] {
  const { maxPatterns, evaluateEvery, seedCount } = FIGURE_5B[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "mlp",
    parameters: { ...DIGITS[scale], ...caching, maxPatterns, evaluateEvery, seed },
  }));
}

/** One run a seed. */
export const classicJobs = (scale: Scale): Learning[] => jobsWith(scale, { policy: "none" });

/** One run a seed, with the same initial weights. */
export const withCachingJobs = (scale: Scale): Learning[] => jobsWith(scale, { ...CACHING, threshold: THRESHOLD });

export const figure5bJobs = (scale: Scale): Learning[] => [...classicJobs(scale), ...withCachingJobs(scale)];

const LEVELS = accuracies(0.8, 0.95, 0.01);

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const classic = runsOf(resultOf, classicJobs(scale));
  const cached = runsOf(resultOf, withCachingJobs(scale));
  const series: [string, (accuracy: number) => SeedSummary][] = [
    ["without caching", (accuracy) => overRuns(classic, accuracy)],
    ["with caching", (accuracy) => overRuns(cached, accuracy)],
    ["minimum", (accuracy) => overRuns(classic, accuracy, "minimalEnergy")],
  ];
  const rows: Row[] = series.flatMap(([name, at]) =>
    LEVELS.map((accuracy) => {
      const { mean, ...rest } = at(accuracy);
      return { series: name, accuracy, energy: mean, ...rest };
    }),
  );
  const { maxPatterns, evaluateEvery, seedCount } = FIGURE_5B[scale];
  const { policy, decayTime, maintenanceCost } = CACHING;
  return {
    name: "figure-5b",
    title: "Caching works under back-propagation, on MNIST",
    x: { key: "accuracy", label: "accuracy on the test images (share)" },
    y: { key: "energy", label: "energy (weight units)", scale: "log" },
    series: series.map(([name]) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    notes: [
      `Mean and standard error of ${seedCount} seeds, ${groupDigits(String(maxPatterns))} patterns each, evaluated every ${evaluateEvery}; energy where an accuracy is first reached, interpolated, and only where every seed reaches it.`,
      `η = 0.1, ${DIGITS[scale].hiddenCount} hidden units. Caching: policy ${policy}, θ = ${THRESHOLD}, τ = ${decayTime}, c = ${maintenanceCost}.`,
    ],
  };
}

export const figure5b: Figure = {
  id: "5b",
  title: "Energy against accuracy in a multilayer network",
  caption: `One hidden layer, trained on MNIST. ${GRADIENT_NOTE} The minimum is what setting the weights of the runs without caching directly would take.`,
  jobs: figure5bJobs,
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
