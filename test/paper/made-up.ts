import type { Energies } from "../../src/caching/index.js";
import type { Job, JobOf, JobResults, ResultOf } from "../../src/jobs/index.js";
import type { MlpCurveRow, MlpRun } from "../../src/mlp/index.js";
import type { Caching, Outcome, PerceptronRun, SettingOutcome } from "../../src/perceptron/index.js";
import type { SpikingRun } from "../../src/spiking/index.js";
import { perceptronLearning } from "../../src/theory/index.js";

/**
 * Results that nobody computed, made up from the theory so that the paper's claims come out as in the paper. Tests
 * change one thing in them and look whether a claim notices.
 */
export type Doctor = <K extends Job["kind"]>(job: JobOf<K>, result: JobResults[K]) => JobResults[K];

const nothingPaid: Energies = {
  energy: 0,
  consolidationEnergy: 0,
  maintenanceEnergy: 0,
  changeEnergy: 0,
  persistentMaintenanceEnergy: 0,
  minimalEnergy: 0,
  inefficiency: null,
};

const outcome = (given: Partial<Outcome>): Outcome => ({
  ...{ converged: true, epochCount: 20, updateCount: 2000, timestepCount: 20_000 },
  ...nothingPaid,
  ...given,
});

/** Learning without caching at 1.35 times the inefficiency of the theory, as published simulations have it. */
function classicRun({ parameters }: JobOf<"perceptron">): PerceptronRun {
  const { inputCount = 1000, patternCount = 1000, seed = 1 } = parameters;
  const { energy, inefficiency: theory } = perceptronLearning(inputCount, patternCount);
  const inefficiency = 1.35 * theory;
  return { seed, threshold: 0, ...outcome({ energy, minimalEnergy: energy / inefficiency, inefficiency }) };
}

/** Where the threshold of a policy lies in units of the step of one synapse. */
export function effectiveThreshold(policy: string, threshold: number, inputCount: number): number {
  return policy === "global-global" ? (threshold * 400) / (60 * inputCount) : threshold;
}

/** N (K/θ + θ/3) and NTθ/3, between M at θ < 1 and M_min at θ = ∞, where |s| is that of the final weights. */
function landscapeOutcomes({ parameters, settings }: JobOf<"perceptron-settings">): SettingOutcome[] {
  const { inputCount = 1000, patternCount = 1000 } = parameters;
  const { energy, minimalEnergy, updateCount, timestepCount } = perceptronLearning(inputCount, patternCount);
  return settings.map((setting) => ({ ...setting, ...landscapeOutcome(setting) }));

  function landscapeOutcome({ policy, threshold }: Caching): Outcome {
    const at = effectiveThreshold(policy, threshold, inputCount);
    if (at < 1) return outcome({ consolidationEnergy: energy, minimalEnergy });
    const largest = Math.sqrt((2 * updateCount) / Math.PI);
    if (at === Number.POSITIVE_INFINITY) {
      const maintenanceEnergy = inputCount * timestepCount * largest;
      return outcome({ consolidationEnergy: minimalEnergy, maintenanceEnergy, minimalEnergy });
    }
    const consolidationEnergy = inputCount * (updateCount / at + at / 3);
    return outcome({ consolidationEnergy, maintenanceEnergy: (inputCount * timestepCount * at) / 3, minimalEnergy });
  }
}

/** Energy over minimum on the way to an accuracy of .96, without caching and with it. */
const MNIST_INEFFICIENCY = { none: 25, caching: 6 };

function digitRun({ parameters }: JobOf<"mlp">): MlpRun {
  const { policy = "local-global", seed = 1 } = parameters;
  const inefficiency = MNIST_INEFFICIENCY[policy === "none" ? "none" : "caching"];
  const curve: MlpCurveRow[] = [];
  for (let step = 1; step <= 24; step++) {
    const minimalEnergy = 1000 * step;
    const energies = { ...nothingPaid, energy: inefficiency * minimalEnergy, minimalEnergy, inefficiency };
    curve.push({ patternCount: 2500 * step, accuracy: 0.48 + 0.02 * step, ...energies });
  }
  const counts = { converged: true, epochCount: 1, updateCount: 60_000, timestepCount: 60_000 };
  return { seed, threshold: 0.04, ...curve.at(-1)!, ...counts, curve };
}

/** Energy in proportion to the patterns, of which an optimal cache saves 80 %. */
function spikingRun({ parameters }: JobOf<"spiking">): SpikingRun {
  const { patternCount = 5, seed = 1, threshold = 1e-10 } = parameters;
  const energy = 20e-9 * patternCount;
  const counts = { epochCount: 70, updateCount: 350, timestepCount: 350, presentationCount: 350 };
  const energies = {
    ...nothingPaid,
    energy,
    consolidationEnergy: energy,
    minimalEnergy: 0.2 * energy,
    inefficiency: 5,
  };
  return { seed, converged: true, separated: true, ...counts, ...energies, threshold: Number(threshold) };
}

function madeUp(job: Job): JobResults[Job["kind"]] {
  if (job.kind === "perceptron") return classicRun(job);
  if (job.kind === "spiking") return spikingRun(job);
  return job.kind === "mlp" ? digitRun(job) : landscapeOutcomes(job);
}

/** Reads made-up results, as a doctor has changed them. */
export function resultsOf(doctor: Doctor = (_, result) => result): ResultOf {
  return ((job: Job) => doctor(job as never, madeUp(job) as never)) as ResultOf;
}

/** Changes what comes of the jobs of one kind. */
export function doctorOf<K extends Job["kind"]>(
  kind: K,
  change: (result: JobResults[K], job: JobOf<K>) => JobResults[K],
): Doctor {
  return ((job: Job, result: unknown) =>
    job.kind === kind ? change(result as JobResults[K], job as JobOf<K>) : result) as Doctor;
}

/** Nothing converges, and no accuracy worth the name is reached. */
export const nothingLearned: Doctor = ((_: Job, result: PerceptronRun | MlpRun | SpikingRun | Outcome[]) => {
  if (Array.isArray(result)) return result.map((one) => ({ ...one, converged: false }));
  if ("accuracy" in result) {
    return { ...result, converged: false, curve: result.curve.map((row) => ({ ...row, accuracy: 0.1 })) };
  }
  return { ...result, converged: false };
}) as Doctor;
