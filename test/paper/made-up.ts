import type { Energies } from "../../src/caching/index.js";
import type { Job, JobOf, JobResults, ResultOf } from "../../src/jobs/index.js";
import type { MlpCurveRow, MlpRun } from "../../src/mlp/index.js";
import type { Caching, Outcome, PerceptronRun, SettingOutcome } from "../../src/perceptron/index.js";
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

/** Energy over minimum on the way to an accuracy of .96, without caching and at the best threshold. */
const MNIST_INEFFICIENCY = { none: 25, caching: 6 };

/** Best number of hidden units: 20 up to an accuracy of .85, 40 at .93. */
const bestHiddenCount = (accuracy: number): number => 20 * 2 ** (Math.max(0, accuracy - 0.85) / 0.08);

/**
 * The minimum grows by e^0.2 for each .01 of accuracy, and with the distance from the best number of hidden units on
 * a log scale; a learning rate beyond 0.1 makes all learning as much dearer. Learning with decay takes a tenth longer.
 */
function digitRun({ parameters }: JobOf<"mlp">): MlpRun {
  const { policy = "local-global", seed = 1, hiddenCount = 100 } = parameters;
  const [learningRate, threshold] = [Number(parameters.learningRate ?? 0.1), Number(parameters.threshold ?? 0.04)];
  const isCached = policy !== "none";
  const inefficiency = isCached
    ? MNIST_INEFFICIENCY.caching * (1 + Math.log(threshold / 0.04) ** 2 / 4)
    : MNIST_INEFFICIENCY.none;
  const curve: MlpCurveRow[] = [];
  for (let step = 1; step <= 24; step++) {
    const accuracy = 0.48 + 0.02 * step;
    const sizeFactor = Math.exp(Math.log(hiddenCount / bestHiddenCount(accuracy)) ** 2 / 4);
    const minimalEnergy = 4000 * Math.exp(20 * (accuracy - 0.9)) * sizeFactor;
    const energy = inefficiency * minimalEnergy * Math.max(1, learningRate / 0.1);
    const maintenanceEnergy = isCached ? energy / 4 : 0;
    const energies = {
      ...nothingPaid,
      ...{ energy, maintenanceEnergy, consolidationEnergy: energy - maintenanceEnergy, minimalEnergy },
      inefficiency: energy / minimalEnergy,
    };
    curve.push({ patternCount: (isCached ? 2750 : 2500) * step, accuracy, ...energies });
  }
  const counts = { converged: true, epochCount: 1, updateCount: 60_000, timestepCount: 60_000 };
  return { seed, threshold, ...curve.at(-1)!, ...counts, curve };
}

function madeUp(job: Job): JobResults[Job["kind"]] {
  if (job.kind === "perceptron") return classicRun(job);
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
export const nothingLearned: Doctor = ((_: Job, result: PerceptronRun | MlpRun | Outcome[]) => {
  if (Array.isArray(result)) return result.map((one) => ({ ...one, converged: false }));
  if ("accuracy" in result) {
    return { ...result, converged: false, curve: result.curve.map((row) => ({ ...row, accuracy: 0.1 })) };
  }
  return { ...result, converged: false };
}) as Doctor;
