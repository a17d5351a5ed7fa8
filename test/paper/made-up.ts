import type { Job, JobOf, JobResults, ResultOf } from "../../src/jobs/index.js";
import type { MlpRunCounts } from "../../src/mlp/index.js";
import type { PerceptronCounts, PerceptronRunCounts } from "../../src/perceptron/index.js";
import type { SpikingRunCounts } from "../../src/spiking/index.js";
import { leastOfRuns } from "./made-up-least.js";
import { digitRun, spikingRun } from "./made-up-networks.js";
import {
  classicRun,
  curveRun,
  distributionOf,
  interferenceRun,
  landscapeOutcomes,
  learningRun,
  thresholdOutcomes,
  traceSteps,
} from "./made-up-perceptron.js";
import { isTuned, tunedRun } from "./made-up-tuned.js";

export { costing, recounted } from "./made-up-counts.js";
export { effectiveThreshold } from "./made-up-perceptron.js";

/**
 * Results that nobody computed, made up from the theory so that the paper's claims come out as in the paper. Tests
 * change one thing in them and look whether a claim notices.
 */
export type Doctor = <K extends Job["kind"]>(job: JobOf<K>, result: JobResults[K]) => JobResults[K];

function madeUp(job: Job): JobResults[Job["kind"]] {
  switch (job.kind) {
    case "perceptron":
      if (job.parameters.curve && job.parameters.maintenanceCost === undefined) return learningRun(job);
      return job.parameters.curve ? curveRun(job) : isTuned(job) ? tunedRun(job) : classicRun(job);
    case "perceptron-settings":
      return landscapeOutcomes(job);
    case "perceptron-thresholds":
      return thresholdOutcomes(job);
    case "perceptron-trace":
      return traceSteps(job);
    case "perceptron-distribution":
      return distributionOf(job);
    case "perceptron-interference":
      return interferenceRun(job);
    case "mlp":
      return digitRun(job);
    case "mlp-example-digits":
      return { columns: 2, images: [[0, 255, 255, 0]] };
    case "spiking":
      return spikingRun(job);
    default:
      throw new Error(`no figure needs a job of the kind ${(job as Job).kind}`);
  }
}

/** Reads made-up results, as a doctor has changed them. */
export function resultsOf(doctor: Doctor = (_, result) => result): ResultOf {
  const resultOf = (job: Job): JobResults[Job["kind"]] => {
    const runOf = (run: JobOf<"mlp">) => resultOf(run) as MlpRunCounts;
    const result = job.kind === "mlp-least-energies" ? leastOfRuns(job, runOf) : madeUp(job);
    return doctor(job as never, result as never);
  };
  return resultOf as ResultOf;
}

/** Changes what comes of the jobs of one kind. */
export function doctorOf<K extends Job["kind"]>(
  kind: K,
  change: (result: JobResults[K], job: JobOf<K>) => JobResults[K],
): Doctor {
  return ((job: Job, result: unknown) =>
    job.kind === kind ? change(result as JobResults[K], job as JobOf<K>) : result) as Doctor;
}

/** Nothing converges, and no accuracy worth the name is reached; single steps are what they are. */
export const nothingLearned: Doctor = ((
  job: Job,
  result: PerceptronRunCounts | MlpRunCounts | SpikingRunCounts | PerceptronCounts[],
) => {
  if (job.kind === "perceptron-trace" || job.kind.startsWith("mlp-")) return result;
  if (job.kind === "perceptron-interference") return { converged: false, tests: [] };
  if (Array.isArray(result)) return result.map((one) => ({ ...one, converged: false }));
  if (job.kind === "perceptron-distribution") return { ...result, errorCounts: [] };
  if (job.kind === "perceptron" && "curve" in result) return { ...result, converged: false, curve: [] };
  if ("accuracy" in result) {
    return { ...result, converged: false, curve: result.curve.map((row) => ({ ...row, accuracy: 0.1 })) };
  }
  return { ...result, converged: false };
}) as Doctor;
