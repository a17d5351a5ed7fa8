import type { JobOf, ResultOf } from "../jobs/index.js";
import { linearGrid, logarithmicGrid } from "../math/grid.js";
import { leastOf } from "../math/least.js";
import { mean } from "../math/statistics.js";
import type { ThresholdCounts } from "../perceptron/index.js";
import { energyAt } from "./priced.js";
import { seedsUpTo } from "./sample.js";
import type { Scale } from "./scale.js";

/** Thresholds that are learned at, one after the other, with decay times and seeds of a size. */
export interface DecayScan {
  inputCount: number;
  patternCount: number;
  seedCount: number;
  /** Runs that take longer are given up and counted. */
  maxEpochs: number;
  /** τ in time steps, rising; Infinity, no decay, is what the others are compared with. */
  decayTimes: number[];
  /** θ, rising. 0 consolidates every change at once, which is learning without caching. */
  thresholds: number[];
}

const TIMES = [10, 30, 100, 200, 500, 1000, 2000, 5000, 1e4, 3e4, 1e5, 1e6];
const DENSE_TIMES = [10, 20, 50, 100, 150, 200, 300, 500, 700, 1000, 2000, 3000, 5000, 7000, 1e4, 3e4, 1e5, 3e5, 1e6];

/**
 * Figure 3: N = P = 1000, policy local-global. The limit of the authors' program is 10⁴ epochs. Below τ ≈ 500 large
 * thresholds never converge, and elsewhere only what is best at c = 0 takes more than some hundred epochs, so that the
 * scan gives up earlier.
 */
export const DECAY: Record<Scale, DecayScan> = {
  quick: {
    ...{ inputCount: 1000, patternCount: 1000, seedCount: 10, maxEpochs: 1000 },
    decayTimes: [...TIMES, Number.POSITIVE_INFINITY],
    thresholds: [0, ...logarithmicGrid(1.2, 200, 24)],
  },
  paper: {
    ...{ inputCount: 1000, patternCount: 1000, seedCount: 50, maxEpochs: 5000 },
    decayTimes: [...DENSE_TIMES, Number.POSITIVE_INFINITY],
    thresholds: [0, ...logarithmicGrid(1.2, 200, 40)],
  },
  tiny: {
    ...{ inputCount: 40, patternCount: 40, seedCount: 2, maxEpochs: 100 },
    decayTimes: [20, 200, 2000, 1e4, Number.POSITIVE_INFINITY],
    thresholds: [0, ...logarithmicGrid(1.2, 20, 6)],
  },
};

/** Figure 3–s1A: τ = 10³, θ to 10 in steps of 0.5, 100 runs. */
export const TRADE_OFF: Record<Scale, DecayScan> = {
  quick: { ...DECAY.quick, seedCount: 20, decayTimes: [1000], thresholds: linearGrid(0.5, 10, 0.5) },
  paper: {
    ...DECAY.paper,
    seedCount: 100,
    maxEpochs: 10_000,
    decayTimes: [1000],
    thresholds: linearGrid(0.5, 10, 0.5),
  },
  tiny: { ...DECAY.tiny, decayTimes: [200], thresholds: linearGrid(0.5, 5, 1.5) },
};

/** The runs of one decay time, seed by seed. */
const jobsAt = (scan: DecayScan, decayTime: number): JobOf<"perceptron-thresholds">[] => {
  const { inputCount, patternCount, maxEpochs, seedCount, thresholds } = scan;
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-thresholds",
    parameters: { inputCount, patternCount, seed, policy: "local-global", maxEpochs, decayTime },
    thresholds,
  }));
};

/** One job a seed and decay time serves every threshold and cost. */
export const scanJobs = (scan: DecayScan): JobOf<"perceptron-thresholds">[] =>
  scan.decayTimes.flatMap((decayTime) => jobsAt(scan, decayTime));

/** The runs that converged at one decay time, seed by seed. */
export interface DecayRuns {
  decayTime: number;
  thresholds: readonly number[];
  bySeed: ThresholdCounts[][];
  /** Runs that were made and did not converge. */
  failedCount: number;
}

export function runsAt(resultOf: ResultOf, scan: DecayScan, decayTime: number): DecayRuns {
  const made = jobsAt(scan, decayTime).map((job) => resultOf(job));
  const bySeed = made.map((runs) => runs.filter(({ converged }) => converged));
  const failedCount = made.flat().filter(({ converged }) => !converged).length;
  return { decayTime, thresholds: scan.thresholds, bySeed, failedCount };
}

/** The runs at one threshold. Those that are missing did not converge, or smaller thresholds had not in a row. */
export const runsOf = ({ bySeed }: DecayRuns, threshold: number): ThresholdCounts[] =>
  bySeed.flatMap((runs) => runs.find((run) => run.threshold === threshold) ?? []);

/** How many runs of all thresholds and seeds were never made, as smaller thresholds had not converged in a row. */
export const skippedCount = ({ bySeed, thresholds, failedCount }: DecayRuns): number =>
  bySeed.reduce((sum, runs) => sum + thresholds.length - runs.length, 0) - failedCount;

/** The thresholds at which every seed converged, rising. */
export const completeThresholds = (runs: DecayRuns): number[] =>
  runs.thresholds.filter((threshold) => runsOf(runs, threshold).length === runs.bySeed.length);

/**
 * All seeds at the one threshold of least mean energy among those at which every seed converged, the smallest among equals;
 * none without such a threshold.
 */
export function bestForAll(runs: DecayRuns, maintenanceCost: number): ThresholdCounts[] {
  const complete = completeThresholds(runs).map((threshold) => runsOf(runs, threshold));
  return leastOf(complete, (sample) => mean(sample.map((run) => energyAt(run, { maintenanceCost })))) ?? [];
}

/**
 * Each seed at the one threshold that is best for all others, by `bestForAll`: nothing that is shown of a run has been
 * selected on it. A seed that does not converge at the threshold of the others has no run here.
 */
export function bestOnOthers({ bySeed, thresholds }: DecayRuns, maintenanceCost: number): ThresholdCounts[] {
  // Every run is looked up and priced once: at the scale of the paper there are fifty choices among two thousand runs.
  const table = thresholds.map((threshold) =>
    bySeed.map((runs) => {
      const run = runs.find((one) => one.threshold === threshold);
      return run === undefined ? null : { run, energy: energyAt(run, { maintenanceCost }) };
    }),
  );
  return bySeed.flatMap((_, k) => {
    const complete = table.filter((row) => row.every((one, seed) => one !== null || seed === k));
    const othersMean = (row: (typeof table)[number]): number =>
      mean(row.flatMap((one, seed) => (one === null || seed === k ? [] : one.energy)));
    return leastOf(complete, othersMean)?.[k]?.run ?? [];
  });
}

/** A power of ten as it is written, for the names of series. */
const POWERS: Record<number, string> = { 0: "0", 1e-4: "10⁻⁴", 1e-3: "10⁻³", 1e-2: "10⁻²" };
export const costName = (maintenanceCost: number): string => `c = ${POWERS[maintenanceCost] ?? maintenanceCost}`;
