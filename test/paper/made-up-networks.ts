import type { JobOf } from "../../src/jobs/index.js";
import type { MlpEvaluation, MlpRunCounts } from "../../src/mlp/index.js";
import type { SpikingRunCounts } from "../../src/spiking/index.js";
import { nothing } from "./made-up-counts.js";

/** Energy over minimum on the way to an accuracy of .96, without caching and at the best threshold. */
const MNIST_INEFFICIENCY = { none: 25, caching: 6 };

/** Best number of hidden units: 20 up to an accuracy of .85, 40 at .93. */
const bestHiddenCount = (accuracy: number): number => 20 * 2 ** (Math.max(0, accuracy - 0.85) / 0.08);

/**
 * The minimum grows by e^0.2 for each .01 of accuracy, and with the distance from the best number of hidden units on
 * a log scale; a learning rate beyond 0.1 makes all learning as much dearer. Learning with decay takes a tenth longer.
 */
export function digitRun({ parameters }: JobOf<"mlp">): MlpRunCounts {
  const { policy = "local-global", seed = 1, hiddenCount = 100 } = parameters;
  const [learningRate, threshold] = [Number(parameters.learningRate ?? 0.1), Number(parameters.threshold ?? 0.04)];
  const isCached = policy !== "none";
  const inefficiency = isCached
    ? MNIST_INEFFICIENCY.caching * (1 + Math.log(threshold / 0.04) ** 2 / 4)
    : MNIST_INEFFICIENCY.none;
  const curve: MlpEvaluation[] = [];
  for (let step = 1; step <= 24; step++) {
    const accuracy = 0.48 + 0.02 * step;
    const sizeFactor = Math.exp(Math.log(hiddenCount / bestHiddenCount(accuracy)) ** 2 / 4);
    const minimalEnergy = 4000 * Math.exp(20 * (accuracy - 0.9)) * sizeFactor;
    const energy = inefficiency * minimalEnergy * Math.max(1, learningRate / 0.1);
    // A quarter is paid for holding, at the job's price, or at c = 1 where others are put on afterwards.
    const maintenance = isCached ? energy / 4 : 0;
    const transientHeld = maintenance / Number(parameters.maintenanceCost ?? 1);
    const tally = { ...nothing, consolidated: energy - maintenance, transientHeld, minimal: minimalEnergy };
    curve.push({ patternCount: (isCached ? 2750 : 2500) * step, accuracy, tally });
  }
  const counts = { converged: true, epochCount: 1, updateCount: 60_000, timestepCount: 60_000 };
  return { seed, threshold, ...curve.at(-1)!, ...counts, curve };
}

/** Energy in proportion to the patterns, of which an optimal cache saves 80 %. */
export function spikingRun({ parameters }: JobOf<"spiking">): SpikingRunCounts {
  const { patternCount = 5, seed = 1, threshold = 1e-10 } = parameters;
  const energy = 20e-9 * patternCount;
  const counts = { epochCount: 70, updateCount: 350, timestepCount: 350, presentationCount: 350 };
  const tally = { ...nothing, consolidated: energy, minimal: 0.2 * energy };
  return { seed, converged: true, separated: true, ...counts, tally, threshold: Number(threshold) };
}
