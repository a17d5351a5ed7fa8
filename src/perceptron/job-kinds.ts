import type { PolicyAtThreshold } from "../caching/cache.js";
import type { JobKind } from "../learner/learner.js";
import { countPerceptronSettings, type SettingCounts } from "./count.js";
import { type TransientDistribution, transientDistribution } from "./distribution.js";
import { perceptronEffort, stepwiseEffort } from "./effort.js";
import type { PerceptronOptions } from "./parameters.js";
import { countPerceptronThresholds, type ThresholdCounts } from "./thresholds.js";
import { type TraceStep, tracePerceptron } from "./trace.js";
import { type Interference, type InterferenceRun, interferePerceptron } from "./two-sets/interference.js";

/** What every job of a perceptron says. */
export interface PerceptronJob {
  parameters: PerceptronOptions;
}

const settings: JobKind<PerceptronJob & { settings: PolicyAtThreshold[]; countsPersistent?: true }, SettingCounts[]> = {
  run: (job) => countPerceptronSettings(job.parameters, job.settings, {}, job.countsPersistent),
  effort: (job) => perceptronEffort(job.parameters, job.settings.length),
};

const thresholds: JobKind<PerceptronJob & { thresholds: number[] }, ThresholdCounts[]> = {
  run: (job) => countPerceptronThresholds(job.parameters, job.thresholds),
  effort: (job) => perceptronEffort(job.parameters) * job.thresholds.length,
};

const trace: JobKind<PerceptronJob & { synapses: number[]; timestepCount: number }, TraceStep[]> = {
  run: (job) => tracePerceptron(job.parameters, job.synapses, job.timestepCount),
  effort: (job) => stepwiseEffort(job.parameters),
};

const distribution: JobKind<PerceptronJob & { binWidth: number }, TransientDistribution> = {
  run: (job) => transientDistribution(job.parameters, job.binWidth),
  effort: (job) => stepwiseEffort(job.parameters),
};

const interference: JobKind<PerceptronJob & { interference: Interference }, InterferenceRun> = {
  run: (job) => interferePerceptron(job.parameters, job.interference),
  effort: (job) => stepwiseEffort(job.parameters),
};

/** What else is asked of a perceptron: one result for every setting, threshold, time step or test. */
export const perceptronJobKinds = {
  "perceptron-settings": settings,
  "perceptron-thresholds": thresholds,
  "perceptron-trace": trace,
  "perceptron-distribution": distribution,
  "perceptron-interference": interference,
} as const;
