import type { JobOf, ResultOf } from "../jobs/index.js";
import { linearGrid, logarithmicGrid } from "../math/grid.js";
import { mean } from "../math/statistics.js";
import type { ThresholdOutcome } from "../perceptron/index.js";
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
 * Figure 3: N = P = 1000, policy local-global. The paper's limit is 10⁴ epochs; as nothing but large thresholds at c = 0
 * takes more than some hundred, and below τ ≈ 500 these never converge, the scan gives up earlier.
 */
export const DECAY: Record<Scale, DecayScan> = {
  quick: {
    ...{ inputCount: 1000, patternCount: 1000, seedCount: 10, maxEpochs: 1000 },
    decayTimes: [...TIMES, Number.POSITIVE_INFINITY],
    thresholds: [0, ...logarithmicGrid(1.2, 200, 24)],
  },
  paper: {
    ...{ inputCount: 1000, patternCount: 1000, seedCount: 50, maxEpochs: 2000 },
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

/** The runs of one decay time, seed by seed; maintenance is counted at c = 1, as energies are linear in c. */
const jobsAt = (scan: DecayScan, decayTime: number): JobOf<"perceptron-thresholds">[] => {
  const { inputCount, patternCount, maxEpochs, seedCount, thresholds } = scan;
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-thresholds",
    parameters: { inputCount, patternCount, seed, policy: "local-global", maxEpochs, maintenanceCost: 1, decayTime },
    thresholds,
  }));
};

/** One job a seed and decay time serves every threshold and cost. */
export const scanJobs = (scan: DecayScan): JobOf<"perceptron-thresholds">[] =>
  scan.decayTimes.flatMap((decayTime) => jobsAt(scan, decayTime));

/** What became of all seeds at one decay time and threshold. */
export interface ScanPoint {
  decayTime: number;
  threshold: number;
  /** The runs that converged, in the order of their seeds. */
  runs: ThresholdOutcome[];
  /** Runs that did not, and runs not started because four smaller thresholds in a row had not converged. */
  unconvergedCount: number;
}

export function scanAt(resultOf: ResultOf, scan: DecayScan, decayTime: number): ScanPoint[] {
  const bySeed = jobsAt(scan, decayTime).map((job) => resultOf(job));
  return scan.thresholds.map((threshold, i) => {
    const runs = bySeed.flatMap((outcomes) => outcomes[i] ?? []).filter(({ converged }) => converged);
    return { decayTime, threshold, runs, unconvergedCount: bySeed.length - runs.length };
  });
}

/** The energies of the runs with maintenance at this price. */
export const energiesAt = ({ runs }: ScanPoint, maintenanceCost: number): number[] =>
  runs.map((run) => run.consolidationEnergy + maintenanceCost * run.maintenanceEnergy);

export const epochsOf = ({ runs }: ScanPoint): number[] => runs.map(({ epochCount }) => epochCount);

/**
 * The point of least mean energy among those where every seed converged; among equals the smallest threshold. One
 * threshold for all seeds, because the best of each run would be the one at which it happened to learn fast.
 */
export function optimumOf(points: readonly ScanPoint[], maintenanceCost: number): ScanPoint | null {
  let best: { point: ScanPoint; energy: number } | null = null;
  for (const point of points) {
    if (point.unconvergedCount > 0) continue;
    const energy = mean(energiesAt(point, maintenanceCost));
    if (best === null || energy < best.energy) best = { point, energy };
  }
  return best?.point ?? null;
}

/** A power of ten as it is written, for the names of series. */
const POWERS: Record<number, string> = { 0: "0", 1e-4: "10⁻⁴", 1e-3: "10⁻³", 1e-2: "10⁻²" };
export const costName = (maintenanceCost: number): string => `c = ${POWERS[maintenanceCost] ?? maintenanceCost}`;
