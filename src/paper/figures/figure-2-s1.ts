import type { Job, JobOf, ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import type { Axis, Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { SpikingOptions, SpikingRun } from "../../spiking/index.js";
import type { Figure } from "../figure.js";
import { pricedResult } from "../priced.js";
import { counted, seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** Figure 2–s1 has 1 … 16 patterns and 30 repeats. */
export const SPIKING: Record<Scale, { patternCounts: number[]; seedCount: number; thresholdCount: number }> = {
  quick: { patternCounts: [1, 2, 3, 4, 5, 6, 8, 10, 12, 16], seedCount: 10, thresholdCount: 9 },
  paper: { patternCounts: seedsUpTo(16), seedCount: 30, thresholdCount: 17 },
  tiny: { patternCounts: [1, 2, 5], seedCount: 2, thresholdCount: 3 },
};

const NANO = 1e9;
/** Of the charts of caching: from a few times the change of one spike to the largest weight. */
const [LOWEST_SIEMENS, HIGHEST_SIEMENS] = [2.5e-12, 2.5e-9];
const CACHED_PATTERNS = 5;

/** Where the paper has the optimal cache only, τ = ∞ and c = 0; the others are chosen so that their cost is seen. */
const CACHES: { name: string; given: SpikingOptions }[] = [
  { name: "τ = ∞, c = 0", given: { maintenanceCost: 0 } },
  { name: "τ = ∞, c = 0.01", given: { maintenanceCost: 0.01 } },
  { name: "τ = 50, c = 0.01", given: { maintenanceCost: 0.01, decayTime: 50 } },
];

type Learning = JobOf<"spiking">;

/** Learning without caching, a job a seed. */
export const classicJobs = (patternCount: number, scale: Scale): Learning[] =>
  seedsUpTo(SPIKING[scale].seedCount).map((seed) => ({
    kind: "spiking",
    parameters: { patternCount, policy: "none", seed },
  }));

const thresholds = (scale: Scale): number[] =>
  logarithmicGrid(LOWEST_SIEMENS, HIGHEST_SIEMENS, SPIKING[scale].thresholdCount);

const cacheJobs = (given: SpikingOptions, threshold: number, scale: Scale): Learning[] =>
  seedsUpTo(SPIKING[scale].seedCount).map((seed) => ({
    kind: "spiking",
    parameters: { patternCount: CACHED_PATTERNS, policy: "local-global", threshold, ...given, seed },
  }));

/** The share of the energy that an optimal cache saves; null where nothing was spent. */
export const savingOf = ({ energy, minimalEnergy }: SpikingRun): number | null =>
  energy > 0 ? 1 - minimalEnergy / energy : null;

/** The paper's definition of success: the weights become stable, and the responses to the two labels are apart. */
export const isLearned = ({ converged, separated }: SpikingRun): boolean => converged && separated;

/** A point: the mean of the sets that were learned, and how many were and were not. */
function point(runs: SpikingRun[], key: string, of: (run: SpikingRun) => number | null): Row {
  const learned = runs.filter(isLearned);
  const { mean, standardError } = summary(learned.flatMap((run) => of(run) ?? []));
  return {
    [key]: mean,
    standardError,
    runCount: learned.length,
    unconvergedCount: runs.filter((run) => !run.converged).length,
    notSeparatedCount: runs.filter((run) => run.converged && !run.separated).length,
  };
}

const patternAxis: Axis = { key: "patternCount", label: "number of patterns", domain: [1, 16] };

function againstPatterns(resultOf: ResultOf, scale: Scale): Chart[] {
  const { patternCounts, seedCount } = SPIKING[scale];
  const all = patternCounts.map((patternCount) => ({
    patternCount,
    runs: classicJobs(patternCount, scale).map((job) => pricedResult(resultOf, job)),
  }));
  const rowsOf = (series: string, key: string, of: (run: SpikingRun) => number | null): Row[] =>
    all.map(({ patternCount, runs }) => ({ series, patternCount, ...point(runs, key, of) }));
  const failures = all
    .map(({ patternCount, runs }) => [patternCount, runs.filter((run) => !isLearned(run)).length] as const)
    .filter(([, count]) => count > 0)
    .map(([patternCount, count]) => `${count} at ${patternCount}`);
  const rare = all
    .map(({ patternCount, runs }) => [patternCount, runs.filter(isLearned).length] as const)
    .filter(([, count]) => count > 0 && count < seedCount / 2)
    .map(([patternCount, count]) => `${counted(count, "set")} at ${patternCount} patterns`);
  const few = rare.length > 0 ? ` Means of few: ${rare.join(", ")}.` : "";
  const notes = [
    `Mean and standard error of the sets that were learned, of ${seedCount} at each number of patterns.`,
    failures.length > 0 ? `Failures, in no mean: ${failures.join(", ")} patterns.${few}` : "There were no failures.",
  ];
  return [
    {
      name: "figure-2-s1-energy",
      title: "A spiking neuron spends several times the minimum",
      x: patternAxis,
      y: { key: "energyNanosiemens", label: "energy (nS)", scale: "log", domain: [1, 1000] },
      series: [
        { name: "without caching", style: "line" },
        { name: "minimum", style: "line" },
      ],
      rows: [
        ...rowsOf("without caching", "energyNanosiemens", (run) => run.energy * NANO),
        ...rowsOf("minimum", "energyNanosiemens", (run) => run.minimalEnergy * NANO),
      ],
      errorKey: "standardError",
      notes,
    },
    {
      name: "figure-2-s1-saving",
      title: "The more patterns, the more an optimal cache saves, by and large",
      x: patternAxis,
      y: { key: "saving", label: "saving, 1 − minimum/energy (share)", domain: [0, 1] },
      series: [{ name: "saving", style: "line" }],
      rows: rowsOf("saving", "saving", savingOf),
      errorKey: "standardError",
      references: [{ axis: "y", at: 0.8, label: "paper: 80 %" }],
      notes,
    },
  ];
}

function againstThreshold(resultOf: ResultOf, scale: Scale): Chart {
  const all = CACHES.flatMap(({ name, given }) =>
    thresholds(scale).map((threshold) => ({
      series: name,
      threshold,
      runs: cacheJobs(given, threshold, scale).map((job) => pricedResult(resultOf, job)),
    })),
  );
  const failureCounts = CACHES.map(({ name }) => {
    const runs = all.filter(({ series }) => series === name).flatMap((one) => one.runs);
    return { name, count: runs.filter((run) => !isLearned(run)).length, of: runs.length };
  });
  return {
    name: "figure-2-s1-caching",
    title: "Energy of a spiking neuron over the threshold of its cache",
    x: { key: "thresholdNanosiemens", label: "threshold θ (nS)", scale: "log" },
    y: { key: "energyNanosiemens", label: "energy (nS)", scale: "log" },
    series: CACHES.map(({ name }) => ({ name, style: "line" })),
    rows: all.map(({ series, threshold, runs }) => ({
      series,
      thresholdNanosiemens: threshold * NANO,
      ...point(runs, "energyNanosiemens", (run) => run.energy * NANO),
    })),
    errorKey: "standardError",
    notes: [
      `${CACHED_PATTERNS} patterns, local-global, τ and c per presentation; mean and standard error of the sets of ${SPIKING[scale].seedCount} that were learned.`,
      `Failures, in no mean: ${failureCounts.map(({ name, count, of }) => `${count} of ${of} runs at ${name}`).join("; ")}. Where s decays and θ is large, weights settle at lower values: less is paid because less is kept.`,
    ],
  };
}

export const figure2s1: Figure = {
  id: "2-s1",
  title: "Energy of a spiking network against the number of patterns",
  caption:
    "A leaky integrate-and-fire neuron learns from a delayed visual teacher; only sets that it learned are drawn, and the " +
    "failures are counted. A set is learned when its weights become stable and the responses to the two labels are " +
    "apart: each within 2 standard deviations of its own mean and at least 5 from the other. The minimum, what " +
    "setting the final weights directly would take, is what an optimal cache pays. The chart of caching with decay and " +
    "maintenance is not in the paper.",
  jobs: (scale): Job[] => [
    ...SPIKING[scale].patternCounts.flatMap((patternCount) => classicJobs(patternCount, scale)),
    ...CACHES.flatMap(({ given }) => thresholds(scale).flatMap((threshold) => cacheJobs(given, threshold, scale))),
  ],
  charts: (resultOf, scale) => [...againstPatterns(resultOf, scale), againstThreshold(resultOf, scale)],
};
