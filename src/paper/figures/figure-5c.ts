import type { JobOf, ResultOf } from "../../jobs/index.js";
import { linearGrid } from "../../math/grid.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatCount } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { CACHING, DIGITS, GRADIENT_NOTE, type Learning, overRuns, runsOf } from "../digit-learning.js";
import type { Figure } from "../figure.js";
import { describeMinimum } from "../interior-minimum.js";
import { seedsUpTo, summary } from "../sample.js";
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
    thresholds: hundredths([3, 5, 8, 12, 16]),
    ...{ maxPatterns: 80_000, evaluateEvery: 2000, seedCount: 2 },
  },
  paper: {
    hiddenCounts: linearGrid(5, 155, 5),
    thresholds: hundredths([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
    ...{ maxPatterns: 120_000, evaluateEvery: 2000, seedCount: 4 },
  },
  tiny: {
    hiddenCounts: [3, 5, 8],
    thresholds: hundredths([4, 6]),
    ...{ maxPatterns: 200, evaluateEvery: 50, seedCount: 2 },
  },
};

const parametersOf = (scale: Scale, hiddenCount: number) => {
  const { maxPatterns, evaluateEvery } = PARAMETERS[scale];
  return { ...DIGITS[scale], hiddenCount, maxPatterns, evaluateEvery };
};

/** One run a seed, which ends when it has reached the higher accuracy. */
function classicJobs(scale: Scale, hiddenCount: number): Learning[] {
  const targetAccuracy = Math.max(...FIGURE_5C_ACCURACIES);
  return seedsUpTo(PARAMETERS[scale].seedCount).map((seed) => ({
    kind: "mlp",
    parameters: { ...parametersOf(scale, hiddenCount), policy: "none", targetAccuracy, seed },
  }));
}

/** All seeds and thresholds of a size with caching. */
function cachedJob(scale: Scale, hiddenCount: number): JobOf<"mlp-least-energies"> {
  const { thresholds, seedCount } = PARAMETERS[scale];
  return {
    kind: "mlp-least-energies",
    parameters: { ...parametersOf(scale, hiddenCount), ...CACHING, seed: 1 },
    ...{ thresholds, accuracies: [...FIGURE_5C_ACCURACIES], seedCount },
  };
}

export const figure5cJobs = (scale: Scale): (Learning | JobOf<"mlp-least-energies">)[] =>
  PARAMETERS[scale].hiddenCounts.flatMap((hiddenCount) => [
    ...classicJobs(scale, hiddenCount),
    cachedJob(scale, hiddenCount),
  ]);

/** The energy that a size takes to an accuracy; with caching at the threshold that takes least, null without one. */
export interface SizePoint {
  hiddenCount: number;
  threshold: number | null;
  mean: number | null;
  standardError: number | null;
  runCount: number;
  /** Seeds that do not reach the accuracy; null with caching where no threshold is best, as not all runs are made then. */
  missingCount: number | null;
}

function classicPoint(resultOf: ResultOf, scale: Scale, hiddenCount: number, accuracy: number): SizePoint {
  return { hiddenCount, threshold: null, ...overRuns(runsOf(resultOf, classicJobs(scale, hiddenCount)), accuracy) };
}

/** At the threshold at which the mean energy is least, among those at which every seed reaches the accuracy. */
function cachedPoint(resultOf: ResultOf, scale: Scale, hiddenCount: number, accuracy: number): SizePoint {
  const { threshold, energies } = resultOf(cachedJob(scale, hiddenCount)).find((least) => least.accuracy === accuracy)!;
  const missingCount = threshold === null ? null : 0;
  return { hiddenCount, threshold, ...summary(energies), runCount: PARAMETERS[scale].seedCount, missingCount };
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
      name: `accuracy ${accuracy}, ${cached ? "with" : "without"} caching`,
      accuracy,
      cached,
      points: PARAMETERS[scale].hiddenCounts.map((hiddenCount) =>
        (cached ? cachedPoint : classicPoint)(resultOf, scale, hiddenCount, accuracy),
      ),
    })),
  );
}

/** The best accuracy that any seed of the smallest size gets to without caching. */
export function bestOfSmallest(resultOf: ResultOf, scale: Scale): { hiddenCount: number; best: number } {
  const hiddenCount = Math.min(...PARAMETERS[scale].hiddenCounts);
  const runs = runsOf(resultOf, classicJobs(scale, hiddenCount));
  return { hiddenCount, best: Math.max(...runs.flatMap(({ curve }) => curve.map(({ accuracy }) => accuracy))) };
}

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const { hiddenCounts, thresholds, maxPatterns, evaluateEvery, seedCount } = PARAMETERS[scale];
  const curves = sizeCurves(resultOf, scale);
  const rows: Row[] = curves.flatMap(({ name, accuracy, points }) =>
    points.map(({ hiddenCount, threshold, mean, ...rest }) => ({
      ...{ series: name, hiddenCount, accuracy, threshold, energy: mean, ...rest },
    })),
  );
  const chosen = curves.flatMap(({ cached, points }) => (cached ? points.filter(({ mean }) => mean !== null) : []));
  const ends = [thresholds[0], thresholds.at(-1)];
  const atEnd = chosen.filter(({ threshold }) => ends.includes(threshold ?? Number.NaN)).length;
  const missing = curves.flatMap(({ name, points }) => {
    const sizes = points.filter(({ mean }) => mean === null).map(({ hiddenCount }) => hiddenCount);
    return sizes.length > 0 ? [`${sizes.join(", ")} units (${name})`] : [];
  });
  const minima = curves.map(
    ({ name, points }) =>
      `${name}: ${describeMinimum(points.map(({ hiddenCount, mean, standardError }) => ({ x: hiddenCount, mean, standardError })))}`,
  );
  return {
    name: "figure-5c",
    title: "There is a best number of hidden units",
    x: {
      key: "hiddenCount",
      label: "hidden units (count)",
      domain: [Math.min(...hiddenCounts), Math.max(...hiddenCounts)],
    },
    y: { key: "energy", label: "energy to reach the accuracy (weight units)", scale: "log" },
    series: curves.map(({ name }) => ({ name, style: "line" })),
    keys: "legend",
    rows,
    errorKey: "standardError",
    notes: [
      `Mean and standard error of ${seedCount} seeds, evaluated every ${evaluateEvery} patterns and given up after ${formatCount(maxPatterns)}; a point only where every seed gets there${missing.length > 0 ? `, which is not so of ${missing.join("; ")}` : ""}.`,
      `η = 0.1, τ = ${CACHING.decayTime}, c = ${CACHING.maintenanceCost}, ${CACHING.policy}; the best of ${thresholds.length} θ from ${thresholds[0]} to ${thresholds.at(-1)} for every size and accuracy, an end of these at ${atEnd} of ${chosen.length} points.`,
      `Least, and whether its neighbours are clear of it by more than the standard error of the difference: ${minima.join("; ")}.`,
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
