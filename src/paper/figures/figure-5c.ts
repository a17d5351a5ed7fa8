import type { ResultOf } from "../../jobs/index.js";
import { linearGrid } from "../../math/grid.js";
import type { MlpOptions } from "../../mlp/index.js";
import type { Chart } from "../../report/chart/chart.js";
import { groupDigits } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import {
  CACHING,
  DIGITS,
  GRADIENT_NOTE,
  type Learning,
  overRuns,
  runsOf,
  type SeedSummary,
} from "../digit-learning.js";
import type { Figure } from "../figure.js";
import { describeMinimum } from "../interior-minimum.js";
import { seedsUpTo } from "../sample.js";
import type { Scale } from "../scale.js";

/** Figure 5C: the energy to reach two accuracies, with and without caching. A run ends when it has reached the higher one. */
export const FIGURE_5C_ACCURACIES = [0.85, 0.93] as const;

/** θ of so many hundredths: .03 is exactly the number a user types. */
const hundredths = (counts: readonly number[]): number[] => counts.map((count) => count / 100);

const PARAMETERS: Record<
  Scale,
  { hiddenCounts: number[]; thresholds: number[]; maxPatterns: number; evaluateEvery: number; seedCount: number }
> = {
  quick: {
    hiddenCounts: [5, 15, 20, 30, 45, 80, 155],
    thresholds: hundredths([4, 6]),
    ...{ maxPatterns: 80_000, evaluateEvery: 2000, seedCount: 2 },
  },
  paper: {
    hiddenCounts: linearGrid(5, 155, 5),
    thresholds: hundredths([3, 4, 5, 6, 7, 8, 9, 10]),
    ...{ maxPatterns: 120_000, evaluateEvery: 1000, seedCount: 4 },
  },
  tiny: {
    hiddenCounts: [3, 5, 8],
    thresholds: hundredths([4, 6]),
    ...{ maxPatterns: 200, evaluateEvery: 50, seedCount: 2 },
  },
};

function jobsOf(scale: Scale, hiddenCount: number, caching: MlpOptions): Learning[] {
  const { maxPatterns, evaluateEvery, seedCount } = PARAMETERS[scale];
  const targetAccuracy = Math.max(...FIGURE_5C_ACCURACIES);
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "mlp",
    parameters: { ...DIGITS[scale], hiddenCount, ...caching, maxPatterns, evaluateEvery, targetAccuracy, seed },
  }));
}

const classicJobs = (scale: Scale, hiddenCount: number) => jobsOf(scale, hiddenCount, { policy: "none" });
const cachedJobs = (scale: Scale, hiddenCount: number, threshold: number) =>
  jobsOf(scale, hiddenCount, { ...CACHING, threshold });

export const figure5cJobs = (scale: Scale): Learning[] =>
  PARAMETERS[scale].hiddenCounts.flatMap((hiddenCount) => [
    ...classicJobs(scale, hiddenCount),
    ...PARAMETERS[scale].thresholds.flatMap((threshold) => cachedJobs(scale, hiddenCount, threshold)),
  ]);

/** The energy that a size takes to an accuracy; with caching at the threshold that takes least, null without one. */
export interface SizePoint extends SeedSummary {
  hiddenCount: number;
  threshold: number | null;
}

const energyOf = ({ mean }: SizePoint): number => mean ?? Number.POSITIVE_INFINITY;

/**
 * With caching every size and accuracy has the threshold at which the mean energy is least, among those at which every
 * seed reaches the accuracy.
 */
function sizePoint(resultOf: ResultOf, scale: Scale, hiddenCount: number, accuracy: number, cached: boolean) {
  const at = (jobs: readonly Learning[], threshold: number | null): SizePoint => ({
    ...{ hiddenCount, threshold },
    ...overRuns(runsOf(resultOf, jobs), accuracy),
  });
  if (!cached) return at(classicJobs(scale, hiddenCount), null);
  return PARAMETERS[scale].thresholds
    .map((threshold) => at(cachedJobs(scale, hiddenCount, threshold), threshold))
    .reduce((best, point) => (energyOf(point) < energyOf(best) ? point : best));
}

/** One of the four curves: an accuracy, with caching or without. */
export interface SizeCurve {
  name: string;
  accuracy: number;
  cached: boolean;
  points: SizePoint[];
}

export function sizeCurves(resultOf: ResultOf, scale: Scale): SizeCurve[] {
  return [false, true].flatMap((cached) =>
    FIGURE_5C_ACCURACIES.map((accuracy) => ({
      name: `${accuracy}, ${cached ? "with" : "without"} caching`,
      accuracy,
      cached,
      points: PARAMETERS[scale].hiddenCounts.map((hiddenCount) =>
        sizePoint(resultOf, scale, hiddenCount, accuracy, cached),
      ),
    })),
  );
}

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const { hiddenCounts, thresholds, maxPatterns, evaluateEvery, seedCount } = PARAMETERS[scale];
  const curves = sizeCurves(resultOf, scale);
  const rows: Row[] = curves.flatMap(({ name, accuracy, points }) =>
    points.map(({ hiddenCount, threshold, mean, ...rest }) => ({
      ...{ series: name, hiddenCount, accuracy },
      // Where no threshold gets there, none is best.
      threshold: mean === null ? null : threshold,
      energy: mean,
      ...rest,
    })),
  );
  const chosen = curves.flatMap(({ cached, points }) => (cached ? points.filter(({ mean }) => mean !== null) : []));
  const ends = [thresholds[0], thresholds.at(-1)];
  const atEnd = chosen.filter(({ threshold }) => ends.includes(threshold ?? Number.NaN)).length;
  const minima = curves.map(
    ({ name, points }) =>
      `${name}: ${describeMinimum(points.map(({ hiddenCount, mean, standardError }) => ({ x: hiddenCount, mean, standardError })))}`,
  );
  return {
    name: "figure-5c",
    title: "There is a best number of hidden units",
    x: { key: "hiddenCount", label: "hidden units (count)", domain: [0, Math.max(...hiddenCounts) + 5] },
    y: { key: "energy", label: "energy to reach the accuracy (weight units)", scale: "log" },
    series: curves.map(({ name }) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    notes: [
      `${hiddenCounts.length} sizes, mean and standard error of ${seedCount} seeds, evaluated every ${evaluateEvery} patterns, interpolated. A run is given up after ${groupDigits(String(maxPatterns))} patterns; there is a point only where every seed reaches the accuracy by then.`,
      `η = 0.1, τ = ${CACHING.decayTime}, c = ${CACHING.maintenanceCost}, policy ${CACHING.policy}; for every size and accuracy the best θ of ${thresholds.join(", ")} (at an end of these for ${atEnd} of ${chosen.length} points).`,
      `Least energy, and whether the neighbouring sizes are above it by more than the standard error of the difference (clear of it): ${minima.join("; ")}.`,
    ],
  };
}

export const figure5c: Figure = {
  id: "5c",
  title: "Energy against the number of hidden units",
  caption:
    `Energy to reach an accuracy of ${FIGURE_5C_ACCURACIES.join(" and of ")} on MNIST, with and without caching. ${GRADIENT_NOTE} ` +
    "Too small a network learns long or never gets there; too large a one has more synapses to change.",
  jobs: figure5cJobs,
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
