import type { PolicyAtThreshold } from "../../../src/caching/cache.js";
import type { EngineTally } from "../../../src/caching/ledger.js";
import type { JobOf } from "../../../src/jobs/index.js";
import type { MlpEvaluation, MlpOptions } from "../../../src/mlp/index.js";
import type {
  PerceptronEpochCounts,
  PerceptronOptions,
  PerceptronRunCounts,
  SettingCounts,
  ThresholdCounts,
  TransientDistribution,
} from "../../../src/perceptron/index.js";
import { type Doctor, doctorOf, recounted } from "../made-up.js";

/** Changes every evaluation of a multilayer network. */
export const onCurve = (change: (row: MlpEvaluation, parameters: MlpOptions) => MlpEvaluation): Doctor =>
  doctorOf("mlp", (run, { parameters }) => ({ ...run, curve: run.curve.map((row) => change(row, parameters)) }));

/** Changes every epoch of a perceptron that is watched. */
export const onPower = (change: (row: PerceptronEpochCounts) => PerceptronEpochCounts): Doctor =>
  doctorOf("perceptron", (run) => ({ ...run, ...(run.curve === undefined ? {} : { curve: run.curve.map(change) }) }));

/** Changes what is counted under every policy and threshold. */
export const onSettings = (
  change: (
    tally: EngineTally,
    at: { i: number; setting: PolicyAtThreshold; job: JobOf<"perceptron-settings"> },
  ) => Partial<EngineTally>,
): Doctor =>
  doctorOf("perceptron-settings", (outcomes, job) =>
    outcomes.map(
      (outcome, i): SettingCounts =>
        recounted(outcome, (tally) => change(tally, { i, setting: job.settings[i]!, job })),
    ),
  );

/** Makes a classic run so many times as inefficient. */
export const lessEfficient = (run: PerceptronRunCounts, factor: number): PerceptronRunCounts =>
  recounted(run, ({ minimal }) => ({ minimal: minimal / factor }));

/** Gives a classic run this inefficiency. */
export const inefficient = (run: PerceptronRunCounts, inefficiency: number): PerceptronRunCounts =>
  recounted(run, ({ consolidated }) => ({ minimal: consolidated / inefficiency }));

export const uniform = ({ shares }: TransientDistribution): number[] => shares.map(() => 1 / shares.length);

/** Changes the runs of a perceptron at one number of patterns. */
export const atPatterns = (
  count: number,
  change: (run: PerceptronRunCounts, parameters: PerceptronOptions) => PerceptronRunCounts,
): Doctor =>
  doctorOf("perceptron", (run, { parameters }) => (parameters.patternCount === count ? change(run, parameters) : run));

/** Changes what came of every threshold that was scanned. */
export const onThresholds = (
  change: (outcome: ThresholdCounts, at: { decayTime: number; isDecaying: boolean; seed: number }) => ThresholdCounts,
): Doctor =>
  doctorOf("perceptron-thresholds", (outcomes, { parameters: { seed = 1, decayTime: given } }) => {
    const decayTime = Number(given ?? Number.POSITIVE_INFINITY);
    const isDecaying = decayTime < Number.POSITIVE_INFINITY;
    return outcomes.map((outcome) => change(outcome, { decayTime, isDecaying, seed }));
  });
