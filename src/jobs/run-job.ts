import { countMlp } from "../mlp/index.js";
import {
  countPerceptron,
  countPerceptronSettings,
  countPerceptronThresholds,
  tracePerceptron,
  transientDistribution,
} from "../perceptron/index.js";
import { countSpiking } from "../spiking/index.js";
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
      return countPerceptron(job.parameters, own);
    }
    case "perceptron-settings":
      return countPerceptronSettings(job.parameters, job.settings, {}, job.countsPersistent);
    case "perceptron-thresholds":
      return countPerceptronThresholds(job.parameters, job.thresholds);
    case "perceptron-trace":
      return tracePerceptron(job.parameters, job.synapses, job.timestepCount);
    case "perceptron-distribution":
      return transientDistribution(job.parameters, job.binWidth);
    case "mlp":
      return countMlp(source.digits(job.parameters.dataset ?? "mnist", job.dataSha256), job.parameters);
    case "spiking":
      return countSpiking(job.parameters);
  }
}
