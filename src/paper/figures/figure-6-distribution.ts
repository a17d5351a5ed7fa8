import type { JobOf, ResultOf } from "../../jobs/index.js";
import { linearGrid } from "../../math/grid.js";
import { mean } from "../../math/statistics.js";
import type { TransientDistribution } from "../../perceptron/index.js";
import type { Chart, Series } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { decayingTransientDensity, finiteStepThreshold } from "../../theory/index.js";
import type { Figure } from "../figure.js";
import { seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/**
 * With decay, the parameters of Figure 6. Bins of 1: without decay s is an integer, and slow decay leaves it near one, so
 * that narrower bins would show the steps and not the shape.
 */
export const DISTRIBUTIONS = {
  "no-decay": { decayTime: Number.POSITIVE_INFINITY, threshold: 10.5, binWidth: 1 },
  decay: { decayTime: 500, threshold: 5, binWidth: 1 },
} as const;
export type Distribution = keyof typeof DISTRIBUTIONS;

/** Epochs that are run; later ones have few updates, and all alike would drown the earlier ones. */
const EPOCHS = 8;

const SIZES: Record<Scale, { inputCount: number; patternCount: number; seedCount: number }> = {
  quick: { inputCount: 1000, patternCount: 1000, seedCount: 3 },
  paper: { inputCount: 1000, patternCount: 1000, seedCount: 20 },
  tiny: { inputCount: 40, patternCount: 40, seedCount: 2 },
};

export function distributionJobs(scale: Scale, which: Distribution): JobOf<"perceptron-distribution">[] {
  const { seedCount, ...sizes } = SIZES[scale];
  const { binWidth, ...caching } = DISTRIBUTIONS[which];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-distribution",
    parameters: { ...sizes, ...caching, policy: "local-local", maxEpochs: EPOCHS, seed },
    binWidth,
  }));
}

/** Steps from s = 0 to the threshold at which the density is drawn. */
const CURVE_POINTS = 50;

/** Points of a bin over which the density is averaged. */
const POINTS = 16;

/** The share of s in a bin: the mean over the epochs of what P_s says to the share of wrong patterns in each. */
function theoryShare(
  { errorCounts }: TransientDistribution,
  centre: number,
  which: Distribution,
  thresholdAt: (errorRate: number) => number,
  patternCount: number,
): number {
  const { decayTime, binWidth } = DISTRIBUTIONS[which];
  return mean(
    errorCounts
      // The pass without an error has no walk.
      .filter((errorCount) => errorCount > 0)
      .map((errorCount) => {
        const walk = { updateVariance: errorCount / patternCount, decayTime };
        const threshold = thresholdAt(walk.updateVariance);
        const at = (i: number) => centre + ((i + 0.5) / POINTS - 0.5) * binWidth;
        return (
          binWidth * mean(Array.from({ length: POINTS }, (_, i) => decayingTransientDensity(at(i), walk, threshold)))
        );
      }),
  );
}

/** Shares of s by bin: simulated, by the theory, and by the theory with finite steps. */
export interface DistributionPoint {
  centre: number;
  simulation: number[];
  theory: number;
  finiteSteps: number;
}

export function distributionPoints(resultOf: ResultOf, scale: Scale, which: Distribution): DistributionPoint[] {
  const all = distributionJobs(scale, which).map((job) => resultOf(job));
  const results = all.filter(({ errorCounts }) => errorCounts.some((errorCount) => errorCount > 0));
  if (results.length === 0) return [];
  const { binWidth, threshold, decayTime } = DISTRIBUTIONS[which];
  const { patternCount } = SIZES[scale];
  // Of all bins the thresholds are the same, and each takes some milliseconds.
  const found = new Map<number, number>();
  const effective = (errorRate: number): number => {
    if (!found.has(errorRate)) found.set(errorRate, finiteStepThreshold({ errorRate, decayTime }, threshold));
    return found.get(errorRate)!;
  };
  const middle = (results[0]!.shares.length - 1) / 2;
  return results[0]!.shares.map((_, k) => {
    const centre = (k - middle) * binWidth;
    const theory = (thresholdAt: (errorRate: number) => number): number =>
      mean(results.map((result) => theoryShare(result, centre, which, thresholdAt, patternCount)));
    return {
      centre,
      simulation: results.map(({ shares }) => shares[k]!),
      theory: theory(() => threshold),
      finiteSteps: theory(effective),
    };
  });
}

/** Half the sum of the differences of the shares: the part of one distribution that would have to be moved. */
export function totalVariation(points: readonly DistributionPoint[], of: "theory" | "finiteSteps"): number {
  return points.reduce((sum, point) => sum + Math.abs(mean(point.simulation) - point[of]), 0) / 2;
}

/** P_s at single values of s, as smooth as it is: the mean over seeds and epochs. */
function densityRows(resultOf: ResultOf, scale: Scale, which: Distribution): Row[] {
  const results = distributionJobs(scale, which).map((job) => resultOf(job));
  const { threshold, decayTime } = DISTRIBUTIONS[which];
  const walks = results.flatMap(({ errorCounts }) =>
    errorCounts
      .filter((errorCount) => errorCount > 0)
      .map((errorCount) => ({ updateVariance: errorCount / SIZES[scale].patternCount, decayTime })),
  );
  if (walks.length === 0) return [];
  // With finite steps every share of errors has its own threshold, beyond which there is nothing.
  const thresholds = {
    theory: walks.map(() => threshold),
    "finite steps": walks.map(({ updateVariance: errorRate }) =>
      finiteStepThreshold({ errorRate, decayTime }, threshold),
    ),
  };
  return Object.entries(thresholds).flatMap(([series, ends]) => {
    const end = Math.max(...ends);
    // Both ends, where the density is 0, and s = 0, where it has its peak, are points of the grid.
    return linearGrid(-1, 1, 1 / CURVE_POINTS).map((share): Row => {
      const transient = share * end;
      const densities = walks.map((walk, i) =>
        Math.abs(transient) < ends[i]! ? decayingTransientDensity(transient, walk, ends[i]!) : 0,
      );
      return { series, transient, density: mean(densities), standardError: null };
    });
  });
}

const TITLES: Record<Distribution, string> = {
  "no-decay": "Without decay s is spread as a triangle",
  decay: "With decay s is spread as the theory says once its steps are finite",
};

const SERIES: Series[] = [
  { name: "simulation", style: "points" },
  { name: "theory", style: "dashed" },
  { name: "finite steps", style: "dashed" },
];

function chart(resultOf: ResultOf, scale: Scale, which: Distribution): Chart {
  const { decayTime, threshold, binWidth } = DISTRIBUTIONS[which];
  const { inputCount, patternCount, seedCount } = SIZES[scale];
  // Beyond the bins and the threshold with finite steps there is nothing.
  const reach = threshold + 1.5;
  const points = distributionPoints(resultOf, scale, which);
  const measured = points.map(({ centre, simulation }): Row => {
    const { mean: density, standardError } = summary(simulation.map((value) => value / binWidth));
    return { series: "simulation", transient: centre, density, standardError };
  });
  const rows = [...measured, ...densityRows(resultOf, scale, which)];
  const elsewhere = (of: "theory" | "finiteSteps"): string => `${(100 * totalVariation(points, of)).toFixed(1)} %`;
  return {
    name: `figure-6-distribution-${which}`,
    title: TITLES[which],
    x: { key: "transient", label: "transient part s (weight units)", domain: [-reach, reach] },
    y: { key: "density", label: "density (per weight unit)" },
    series: SERIES,
    rows:
      rows.length > 0
        ? rows
        : SERIES.map(({ name }) => ({ series: name, transient: null, density: null, standardError: null })),
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `N = ${inputCount}, P = ${patternCount}, local-local, θ = ${threshold}, τ = ${decayTime === Number.POSITIVE_INFINITY ? "∞" : decayTime}. ` +
        `Epochs 2 to ${EPOCHS}, mean and standard error of ${seedCount} seeds, bins of ${binWidth}. ` +
        `Share of s that lies elsewhere than in theory: ${elsewhere("theory")}, with finite steps ${elsewhere("finiteSteps")}.`,
    ],
  };
}

export const figure6distribution: Figure = {
  id: "6-distribution",
  title: "Distribution of the transient part",
  caption:
    "Points: shares of all synapses and time steps, in bins around whole numbers, where steps of ±1 put s. Broken lines: the stationary " +
    "density of a random walk that is restarted at 0 when it crosses the threshold; with decay the mean over the shares of wrong " +
    "patterns of the epochs. A walk of finite steps crosses its threshold beyond it, which widens the distribution. " +
    "The paper has the formulas and no figure.",
  jobs: (scale) => [...distributionJobs(scale, "no-decay"), ...distributionJobs(scale, "decay")],
  charts: (resultOf, scale) => [chart(resultOf, scale, "no-decay"), chart(resultOf, scale, "decay")],
};
