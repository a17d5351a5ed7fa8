import type { PolicyAtThreshold } from "../caching/cache.js";
import type { MlpOptions, MlpRunCounts } from "../mlp/index.js";
import type {
  PerceptronOptions,
  PerceptronRunCounts,
  SettingCounts,
  ThresholdCounts,
  TraceStep,
  TransientDistribution,
} from "../perceptron/index.js";
import type { SpikingOptions, SpikingRunCounts } from "../spiking/index.js";

/**
 * One unit of work as plain data: what to learn, and with which parameters. Jobs cross to worker threads, and equal
 * jobs have equal keys, so that figures that need the same run share it.
 */
export type Job =
  | { kind: "perceptron"; parameters: PerceptronOptions; files?: PatternFiles; dataSha256?: DataHashes }
  | {
      kind: "perceptron-settings";
      parameters: PerceptronOptions;
      settings: PolicyAtThreshold[];
      countsPersistent?: true;
    }
  | { kind: "perceptron-thresholds"; parameters: PerceptronOptions; thresholds: number[] }
  | { kind: "perceptron-trace"; parameters: PerceptronOptions; synapses: number[]; timestepCount: number }
  | { kind: "perceptron-distribution"; parameters: PerceptronOptions; binWidth: number }
  | { kind: "mlp"; parameters: MlpOptions; dataSha256?: DataHashes }
  | { kind: "spiking"; parameters: SpikingOptions };

/** Own data of a perceptron, as paths. */
export interface PatternFiles {
  patterns: string;
  targets: string;
  /** Whether a first column that counts the rows of a text file is data. */
  keepFirstColumn?: boolean;
}

/**
 * SHA-256 of own data in hexadecimal digits, by the name of what each file holds: `patterns` and `targets`, or the names of
 * the four files of digits, and `dataset` for the four together. Data are what they hold, wherever they are.
 */
export type DataHashes = Readonly<Record<string, string>>;

/** What a job returns, in counts that any price can be put on: its run, one outcome for every setting or threshold, or one row for every time step. */
export interface JobResults {
  perceptron: PerceptronRunCounts;
  "perceptron-settings": SettingCounts[];
  "perceptron-thresholds": ThresholdCounts[];
  "perceptron-trace": TraceStep[];
  "perceptron-distribution": TransientDistribution;
  mlp: MlpRunCounts;
  spiking: SpikingRunCounts;
}

export type JobOf<K extends Job["kind"]> = Extract<Job, { kind: K }>;

/** Reads the result of a job that has been run. */
export type ResultOf = <K extends Job["kind"]>(job: JobOf<K>) => JobResults[K];

/** The same for equal jobs, whatever the order of their keys. Infinity, which JSON has not, is kept apart from null. */
export function keyOf(job: Job): string {
  return JSON.stringify(job, (_, value) => {
    if (value === Number.POSITIVE_INFINITY) return "Infinity";
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
