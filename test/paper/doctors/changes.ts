import type { PolicyAtThreshold } from "../../../src/caching/cache.js";
import type { EngineTally } from "../../../src/caching/ledger.js";
import type { JobOf } from "../../../src/jobs/index.js";
import type { MlpEvaluation, MlpOptions } from "../../../src/mlp/index.js";
import type {
  PerceptronEpochCounts,
  PerceptronRunCounts,
  SettingCounts,
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
