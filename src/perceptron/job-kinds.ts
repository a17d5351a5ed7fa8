import type { JobKind } from "../learner/learner.js";
import { type TransientDistribution, transientDistribution } from "./distribution.js";
import { perceptronEffort, stepwiseEffort } from "./effort.js";
import type { Caching } from "./engine.js";
import type { PerceptronOptions } from "./parameters.js";
import { type SettingOutcome, simulatePerceptronSettings } from "./simulate.js";
import { simulatePerceptronThresholds, type ThresholdOutcome } from "./thresholds.js";
import { type TraceStep, tracePerceptron } from "./trace.js";

/** What every job of a perceptron says. */
export interface PerceptronJob {
  parameters: PerceptronOptions;
}

const settings: JobKind<PerceptronJob & { settings: Caching[] }, SettingOutcome[]> = {
  run: (job) => simulatePerceptronSettings(job.parameters, job.settings),
  effort: (job) => perceptronEffort(job.parameters, job.settings.length),
};

const thresholds: JobKind<PerceptronJob & { thresholds: number[] }, ThresholdOutcome[]> = {
  run: (job) => simulatePerceptronThresholds(job.parameters, job.thresholds),
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

/** What else is asked of a perceptron: one result for every setting, threshold or time step. */
export const perceptronJobKinds = {
  "perceptron-settings": settings,
  "perceptron-thresholds": thresholds,
  "perceptron-trace": trace,
  "perceptron-distribution": distribution,
} as const;
