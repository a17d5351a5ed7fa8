import { pricesOf } from "../../caching/energies.js";
import { pricedRun } from "../../caching/priced.js";
import type { ResultOf } from "../../jobs/index.js";
import type { MlpRun } from "../../mlp/index.js";
import { reachedAt } from "../../mlp/reached-at.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatCount } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { DIGITS, GRADIENT_NOTE, type Learning, overRuns, overSeeds, reachedByAll, runsOf } from "../digit-learning.js";
import type { Figure } from "../figure.js";
import { counted, seedsUpTo } from "../sample.js";
import type { Scale } from "../scale.js";
import { classicJobs, FIGURE_5B } from "./figure-5b.js";

/** Figure 3–s1B: to accuracy .93 at η 0.1, which is the default, and τ 10⁴. */
export const FIGURE_3_S1B_ACCURACY = 0.93;
const DECAY_TIME = 1e4;

/** θ = .005 … in steps of .005 at the scale of the paper; as so many thousandths, to be exact decimals. */
const thousandths = (counts: readonly number[]): number[] => counts.map((count) => count / 1000);

const PARAMETERS: Record<Scale, { thresholds: number[]; maxPatterns: number; seedCount: number }> = {
  quick: { thresholds: thousandths([5, 20, 50, 100, 200, 300, 400]), maxPatterns: 60_000, seedCount: 2 },
  paper: {
    thresholds: thousandths(Array.from({ length: 80 }, (_, i) => 5 * (i + 1))),
    ...{ maxPatterns: 120_000, seedCount: 4 },
  },
  tiny: { thresholds: thousandths([5, 20, 50]), maxPatterns: 200, seedCount: 2 },
};

/** The same runs are priced at each. */
const MAINTENANCE_COSTS = [0, 1e-3];

/** One run a seed at this threshold; evaluated as often as the runs without caching, with which they are compared. */
function thresholdJobs(scale: Scale, threshold: number): Learning[] {
  const { maxPatterns, seedCount } = PARAMETERS[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "mlp",
    parameters: {
      ...DIGITS[scale],
      ...{ policy: "local-global", threshold, decayTime: DECAY_TIME },
      ...{ maxPatterns, evaluateEvery: FIGURE_5B[scale].evaluateEvery, targetAccuracy: FIGURE_3_S1B_ACCURACY, seed },
    },
  }));
}

/** Those of figure 5B with the same seeds. Without decay the threshold has no effect on learning: they learn as these do. */
export const withoutDecayJobs = (scale: Scale): Learning[] => classicJobs(scale).slice(0, PARAMETERS[scale].seedCount);

export const figure3s1bJobs = (scale: Scale): Learning[] => [
  ...withoutDecayJobs(scale),
  ...PARAMETERS[scale].thresholds.flatMap((threshold) => thresholdJobs(scale, threshold)),
];

const times = (runs: readonly MlpRun[]): (number | null)[] =>
  runs.map(({ curve }) => reachedAt(curve, FIGURE_3_S1B_ACCURACY, "patternCount"));

/** Learning times, seed by seed: without decay, and with it at every threshold. */
export function learningTimes(resultOf: ResultOf, scale: Scale) {
  return {
    withoutDecay: times(runsOf(resultOf, withoutDecayJobs(scale))),
    withDecay: PARAMETERS[scale].thresholds.map((threshold) => ({
      threshold,
      times: times(runsOf(resultOf, thresholdJobs(scale, threshold))),
    })),
  };
}

/** The runs with maintenance at this price. */
const runsAtCost = (resultOf: ResultOf, jobs: readonly Learning[], maintenanceCost: number): MlpRun[] =>
  jobs.map((job) => pricedRun(resultOf(job), pricesOf({ maintenanceCost })));

/** Energy and learning time at every threshold, with maintenance at this price; and both seed by seed where every seed gets there. */
export function tradeOff(resultOf: ResultOf, scale: Scale, maintenanceCost: number) {
  return PARAMETERS[scale].thresholds.map((threshold) => {
    const runs = runsAtCost(resultOf, thresholdJobs(scale, threshold), maintenanceCost);
    const energies = reachedByAll(runs, FIGURE_3_S1B_ACCURACY);
    const ofSeeds = energies && { energies, times: reachedByAll(runs, FIGURE_3_S1B_ACCURACY, "patternCount")! };
    return { threshold, energy: overRuns(runs, FIGURE_3_S1B_ACCURACY), time: overSeeds(times(runs)), ofSeeds };
  });
}

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const { thresholds, maxPatterns, seedCount } = PARAMETERS[scale];
  const curves = MAINTENANCE_COSTS.map((maintenanceCost) => ({
    maintenanceCost,
    points: tradeOff(resultOf, scale, maintenanceCost),
  }));
  const rows: Row[] = curves.flatMap(({ maintenanceCost, points }) =>
    points.map(({ threshold, energy, time }) => ({
      ...{ series: `c = ${maintenanceCost}`, threshold, maintenanceCost },
      ...{ energy: energy.mean, energyStandardError: energy.standardError },
      ...{ patternCount: time.mean, standardError: time.standardError },
      ...{ runCount: time.runCount, missingCount: time.missingCount },
    })),
  );
  const missed = curves[0]!.points.filter(({ time }) => time.missingCount > 0).map(({ threshold }) => threshold);
  const classic = runsOf(resultOf, withoutDecayJobs(scale));
  const reference = overRuns(classic, FIGURE_3_S1B_ACCURACY, "patternCount").mean;
  const every = FIGURE_5B[scale].evaluateEvery;
  return {
    name: "figure-3-s1b",
    title: "On MNIST θ trades energy for learning time at c = 0, and hardly at c = 0.001",
    x: { key: "energy", label: "energy (weight units)", scale: "log" },
    y: { key: "patternCount", label: `patterns to accuracy ${FIGURE_3_S1B_ACCURACY} (count)` },
    series: MAINTENANCE_COSTS.map((cost) => ({ name: `c = ${cost}`, style: "line", errors: "bars" })),
    rows,
    errorKey: "standardError",
    keys: "legend",
    ...(reference === null ? {} : { references: [{ axis: "y" as const, at: reference, label: "without decay" }] }),
    notes: [
      `θ rises along each curve, from ${thresholds[0]} at its lower right end to ${thresholds.at(-1)} at its upper end (${thresholds.length} values). η = 0.1, τ = ${formatCount(DECAY_TIME)}, ${DIGITS[scale].hiddenCount} hidden units, local-global.`,
      `Mean of ${counted(seedCount, "seed")} with the standard error of the learning time, evaluated every ${every} patterns. Given up after ${formatCount(maxPatterns)} patterns` +
        (missed.length > 0
          ? `: not every seed got there at θ = ${missed.join(", ")}, which are left out.`
          : ", which no run was."),
    ],
  };
}

export const figure3s1b: Figure = {
  id: "3-s1b",
  title: "Learning time against energy in a multilayer network",
  caption:
    `Patterns to an accuracy of ${FIGURE_3_S1B_ACCURACY} on MNIST against the energy spent by then, as the threshold θ varies; the ` +
    `transient part decays. ${GRADIENT_NOTE} Dotted: learning without decay, whose time the threshold does not change.`,
  jobs: figure3s1bJobs,
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
