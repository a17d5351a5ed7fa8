import { simulateMlp } from "../mlp/index.js";
import {
  simulatePerceptron,
  simulatePerceptronSettings,
  simulatePerceptronThresholds,
  tracePerceptron,
  transientDistribution,
} from "../perceptron/index.js";
import { simulateSpiking } from "../spiking/index.js";
import type { DigitTask, PatternSet } from "../tasks/index.js";
import type { DataHashes, Job, JobOf, JobResults, PatternFiles } from "./job.js";

/**
 * How a job comes by data that is not drawn from its seed; asked only where it is needed. Data that are not those of
 * the hashes are refused.
 */
export interface DataSource {
  digits(dataset: string, hashes?: DataHashes): DigitTask;
  patterns(files: PatternFiles, hashes?: DataHashes): PatternSet;
}

/** Runs a job of one run. */
export function runJob<K extends Job["kind"]>(job: JobOf<K>, source: DataSource): JobResults[K];
export function runJob(job: Job, source: DataSource): JobResults[Job["kind"]] {
  switch (job.kind) {
    case "perceptron": {
      const own = job.files === undefined ? {} : { task: source.patterns(job.files, job.dataSha256) };
      return simulatePerceptron(job.parameters, own).runs[0]!;
    }
    case "perceptron-settings":
      return simulatePerceptronSettings(job.parameters, job.settings);
    case "perceptron-thresholds":
      return simulatePerceptronThresholds(job.parameters, job.thresholds);
    case "perceptron-trace":
      return tracePerceptron(job.parameters, job.synapses, job.timestepCount);
    case "perceptron-distribution":
      return transientDistribution(job.parameters, job.binWidth);
    case "mlp":
      return simulateMlp(source.digits(job.parameters.dataset ?? "mnist", job.dataSha256), job.parameters).runs[0]!;
    case "spiking":
      return simulateSpiking(job.parameters).runs[0]!;
  }
}
