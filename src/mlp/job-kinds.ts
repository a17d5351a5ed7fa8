import type { JobKind } from "../learner/learner.js";
import { type DataHashes, ownDigits } from "../tasks/own-data.js";
import { mlpEffort } from "./effort.js";
import { type ExampleDigits, exampleDigits } from "./example-digits.js";
import { type LeastEnergiesOptions, type LeastEnergy, leastEnergies } from "./least-energies.js";
import type { MlpOptions } from "./parameters.js";

/** What a job that compares thresholds says. */
export interface LeastEnergiesJob extends LeastEnergiesOptions {
  parameters: MlpOptions;
  dataSha256?: DataHashes;
}

const least: JobKind<LeastEnergiesJob, LeastEnergy[]> = {
  run: (job, source) => leastEnergies(ownDigits.taskOf(job, source), job.parameters, job),
  effort: ({ parameters, thresholds, seedCount }) => mlpEffort(parameters) * thresholds.length * seedCount,
};

const examples: JobKind<{ parameters: MlpOptions; dataSha256?: DataHashes }, ExampleDigits> = {
  run: (job, source) => exampleDigits(ownDigits.taskOf(job, source)),
  effort: () => 0,
};

/** What else is asked of a multilayer network: the best of several thresholds, and what it learns. */
export const mlpJobKinds = { "mlp-least-energies": least, "mlp-example-digits": examples } as const;
