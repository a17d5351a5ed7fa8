import type { JobOf, ResultOf } from "../jobs/index.js";
import { linearGrid } from "../math/grid.js";
import type { MlpOptions, MlpRun } from "../mlp/index.js";
import { type Reached, reachedAt } from "../mlp/reached-at.js";
import type { Measurement } from "./claim.js";
import { pricedResult } from "./priced.js";
import { summary } from "./sample.js";
import type { Scale } from "./scale.js";

/** A run of the multilayer network as a job. */
export type Learning = JobOf<"mlp">;

export const runsOf = (resultOf: ResultOf, jobs: readonly Learning[]): MlpRun[] =>
  jobs.map((job) => pricedResult(resultOf, job));

/** What all figures of the multilayer network share: MNIST, and the gradient that the published figures were made with. */
export const DIGITS: Record<Scale, { dataset: string; gradient: "authors"; hiddenCount: number }> = {
  quick: { dataset: "mnist", gradient: "authors", hiddenCount: 100 },
  paper: { dataset: "mnist", gradient: "authors", hiddenCount: 100 },
  tiny: { dataset: "tiny", gradient: "authors", hiddenCount: 5 },
};

export const GRADIENT_NOTE =
  "The gradient is that of the authors' program (--gradient authors), a hybrid of squared error and cross-entropy.";

/** Figures 5B and 5C: η 0.1, which is the default; caching with τ 1000 and c 0.001. */
export const CACHING = {
  policy: "local-global",
  decayTime: 1000,
  maintenanceCost: 1e-3,
} as const satisfies MlpOptions;

/** Accuracies as exact decimals, so that .85 is .85 in every table. */
export const accuracies = (low: number, high: number, step: number): number[] =>
  linearGrid(low, high, step).map((level) => Math.round(level * 1e4) / 1e4);

/** A quantity over seeds; a mean only where every seed has one, as those that reach an accuracy are the better ones. */
export interface SeedSummary {
  mean: number | null;
  standardError: number | null;
  runCount: number;
  missingCount: number;
}

export function overSeeds(values: readonly (number | null)[]): SeedSummary {
  const found = values.filter((value) => value !== null);
  const missingCount = values.length - found.length;
  const complete = missingCount === 0 ? summary(found) : { mean: null, standardError: null };
  return { ...complete, runCount: values.length, missingCount };
}

/** A quantity of all these runs at the moment each of them first reaches an accuracy. */
export const overRuns = (runs: readonly MlpRun[], accuracy: number, of?: Reached): SeedSummary =>
  overSeeds(runs.map((run) => reachedAt(run.curve, accuracy, of)));

/** A quantity of several runs where each first reaches an accuracy; null where one of them does not. */
export function reachedByAll(runs: readonly MlpRun[], accuracy: number, of?: Reached): number[] | null {
  const values = runs.map((run) => reachedAt(run.curve, accuracy, of)).filter((value) => value !== null);
  return values.length === runs.length ? values : null;
}

/** One sample over seeds for every accuracy that all runs reach. */
export function samplesAt(levels: readonly number[], sampleAt: (accuracy: number) => number[] | null) {
  return levels.flatMap((accuracy) => {
    const sample = sampleAt(accuracy);
    return sample === null ? [] : [{ accuracy, sample }];
  });
}

/** What a claim says where nothing gets that far. */
export const NOT_REACHED: Measurement = { values: [], sample: "the accuracy is not reached" };
