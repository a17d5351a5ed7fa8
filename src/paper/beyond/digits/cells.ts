import type { MlpCurveRow } from "../../../mlp/index.js";
import { reachedAt } from "../../../mlp/reached-at.js";
import { type BestFixed, bestOf, type Outcome, type Outcomes } from "../fixed-thresholds.js";

/** Evaluations in a row whose mean is a point of the curve on which an accuracy is reached. */
export const SMOOTHED_OVER = 5;
/** Accuracies at which energies are compared. */
export const ACCURACIES = [0.9, 0.93, 0.95] as const;
/** Images of an epoch of MNIST. */
const EPOCH = 60_000;

/** A run of the studies `examples/studies/digits-*.yaml`. */
export interface DigitRun {
  policy: string;
  threshold: number | string;
  decayTime: number;
  maintenanceCost: number;
  seed: number;
  curve: readonly MlpCurveRow[];
}

/** A run that ended at its accuracy, and the least that any policy could have paid for the same trajectory. */
export interface OfflineRun {
  targetAccuracy: number;
  maintenanceCost: number;
  converged: boolean;
  energy: number;
  offlineOptimum: number;
}

/** What finds its threshold, or its period, while it learns, and its policy. */
const tuned = { "adaptive reset": "local-local", "adaptive excess": "local-excess", clock: "clock" } as const;

/** What is compared with `local-local` at its best fixed threshold. */
export const digitContenders = ["none", "best fixed excess", "adaptive reset", "adaptive excess", "clock"] as const;
export type DigitContender = (typeof digitContenders)[number];

/** What came of all policies at one accuracy, decay time and maintenance cost. */
export interface DigitCell {
  accuracy: number;
  decayTime: number;
  maintenanceCost: number;
  fixed: BestFixed;
  excess: BestFixed;
  outcomes: Readonly<Record<DigitContender, Outcomes>>;
  /** Energy over the offline optimum of adaptive excess, one a seed; none where it is not defined or was not computed. */
  regrets: readonly number[];
}

/**
 * Energy and epochs where a run reaches an accuracy, at any maintenance cost: held s has a price, and at a threshold that does not
 * follow c nothing else depends on it.
 */
function reached({ curve, maintenanceCost }: DigitRun, accuracy: number, cost: number): Outcome | null {
  const [energy, maintenance, patternCount] = (["energy", "maintenanceEnergy", "patternCount"] as const).map((of) =>
    reachedAt(curve, accuracy, of, SMOOTHED_OVER),
  );
  if (energy == null || maintenance == null || patternCount == null) return null;
  return { energy: energy + maintenance * (cost / maintenanceCost - 1), epochCount: patternCount / EPOCH };
}

const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** One outcome a seed of the runs of a policy at a threshold. */
function bySeed(runs: readonly DigitRun[], seeds: readonly number[], accuracy: number, cost: number): Outcomes {
  return seeds.map((seed) => {
    const run = runs.find((one) => one.seed === seed);
    if (run === undefined) throw new Error(`a run with seed ${seed} is missing: the studies of digits have not ended`);
    return reached(run, accuracy, cost);
  });
}

/**
 * Every cell, accuracy by accuracy.
 *
 * @param fixed runs at fixed thresholds, θ = 0 among them, at any one maintenance cost
 * @param adaptive runs that tune themselves, at every maintenance cost
 * @throws Error where a run is missing
 */
export function digitCells(
  fixed: readonly DigitRun[],
  adaptive: readonly DigitRun[],
  offline: readonly OfflineRun[],
): DigitCell[] {
  const seeds = sorted(fixed.map(({ seed }) => seed));
  const decayTimes = sorted(adaptive.map(({ decayTime }) => decayTime));
  const costs = sorted(adaptive.map(({ maintenanceCost }) => maintenanceCost));

  const cellAt = (accuracy: number, decayTime: number, maintenanceCost: number): DigitCell => {
    const atThresholds = (policy: string): BestFixed[] => {
      const runs = fixed.filter((run) => run.policy === policy && run.decayTime === decayTime);
      return sorted(runs.map(({ threshold }) => Number(threshold))).map((threshold) => {
        const there = runs.filter((run) => run.threshold === threshold);
        return { threshold, outcomes: bySeed(there, seeds, accuracy, maintenanceCost) };
      });
    };
    const itself = (name: keyof typeof tuned): Outcomes => {
      const isIts = (run: DigitRun): boolean =>
        run.policy === tuned[name] && run.decayTime === decayTime && run.maintenanceCost === maintenanceCost;
      return bySeed(adaptive.filter(isIts), seeds, accuracy, maintenanceCost);
    };
    const [reset, excess] = [atThresholds("local-local"), atThresholds("local-excess")];
    const classic = reset.find(({ threshold }) => threshold === 0);
    if (classic === undefined) throw new Error("runs at a threshold of 0 are missing, which are those without caching");
    const best = bestOf(excess);
    const known = offline.filter(
      (run) => run.converged && run.targetAccuracy === accuracy && run.maintenanceCost === maintenanceCost,
    );
    return {
      ...{ accuracy, decayTime, maintenanceCost, fixed: bestOf(reset), excess: best },
      outcomes: {
        none: classic.outcomes,
        "best fixed excess": best.outcomes,
        "adaptive reset": itself("adaptive reset"),
        "adaptive excess": itself("adaptive excess"),
        clock: itself("clock"),
      },
      regrets:
        decayTime === Number.POSITIVE_INFINITY
          ? known.map(({ energy, offlineOptimum }) => energy / offlineOptimum)
          : [],
    };
  };
  return ACCURACIES.flatMap((accuracy) =>
    decayTimes.flatMap((decayTime) => costs.map((cost) => cellAt(accuracy, decayTime, cost))),
  );
}
