import type { MlpOptions, MlpRun } from "../mlp/index.js";
import type { Caching, PerceptronOptions, PerceptronRun, SettingOutcome } from "../perceptron/index.js";
import type { SpikingOptions, SpikingRun } from "../spiking/index.js";

/**
 * One unit of work as plain data: what to learn, and with which parameters. Jobs cross to worker threads, and equal
 * jobs have equal keys, so that figures that need the same run share it.
 */
export type Job =
  | { kind: "perceptron"; parameters: PerceptronOptions; files?: PatternFiles }
  | { kind: "perceptron-settings"; parameters: PerceptronOptions; settings: Caching[] }
  | { kind: "mlp"; parameters: MlpOptions }
  | { kind: "spiking"; parameters: SpikingOptions };

/** Own data of a perceptron, as paths. */
export interface PatternFiles {
  patterns: string;
  targets: string;
}

/** What a job returns: its run, or one outcome for every setting. */
export interface JobResults {
  perceptron: PerceptronRun;
  "perceptron-settings": SettingOutcome[];
  mlp: MlpRun;
  spiking: SpikingRun;
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
