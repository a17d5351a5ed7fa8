import type { JobOf } from "../../src/jobs/index.js";
import type { MlpEvaluation, MlpRunCounts } from "../../src/mlp/index.js";
import type { SpikingRunCounts } from "../../src/spiking/index.js";
import { nothing } from "./made-up-counts.js";

/** Energy over minimum without caching. */
const MNIST_INEFFICIENCY = 25;
/** The best threshold, and what it takes to consolidate there, beside the minimum, and again to hold, over the minimum. */
const BEST = { threshold: 0.04, share: 2.5, maintenanceCost: 1e-3 };

/**
 * Over the minimum, with caching: as for a random walk, what is consolidated falls as 1/θ down to the minimum, and what
 * is held, at the price of the figures, rises with θ.
 */
function cachedInefficiency(threshold: number): { consolidated: number; transientHeld: number } {
  const relative = threshold / BEST.threshold;
  const held = relative === Number.POSITIVE_INFINITY ? 1e4 : relative;
  return { consolidated: 1 + BEST.share / relative, transientHeld: (BEST.share * held) / BEST.maintenanceCost };
}

/** Best number of hidden units: 20 up to an accuracy of .85, 40 at .93. */
const bestHiddenCount = (accuracy: number): number => 20 * 2 ** (Math.max(0, accuracy - 0.85) / 0.08);

/** Patterns after which a run goes on without getting better. */
const LONG = 300_000;

/**
 * The minimum grows by e^0.2 for each .01 of accuracy, and with the distance from the best number of hidden units on
 * a log scale; a learning rate beyond 0.1 makes all learning as much dearer, and 1 ends at .89. Learning with decay takes
 * a tenth longer, and much longer at a high θ.
 */
export function digitRun({ parameters }: JobOf<"mlp">): MlpRunCounts {
  const { policy = "local-global", seed = 1, hiddenCount = 100, maxPatterns = 60_000 } = parameters;
  const [learningRate, threshold] = [Number(parameters.learningRate ?? 0.1), Number(parameters.threshold ?? 0.04)];
  const isCached = policy !== "none";
  const cost = isCached ? cachedInefficiency(threshold) : { consolidated: MNIST_INEFFICIENCY, transientHeld: 0 };
  const stepSize = isCached ? 2750 * (threshold > 0.25 ? 1.6 : 1) : 2500;
  // Five hidden units learn a little of what real digits take.
  const isTooSmall = parameters.dataset === "mnist" && hiddenCount <= 5;
  const steps = learningRate === 1 ? 20 : isTooSmall ? 16 : 24;
  const curve: MlpEvaluation[] = [];
  for (let step = 1; step <= steps + (maxPatterns > LONG ? 2 * steps : 0); step++) {
    const accuracy = 0.48 + 0.02 * Math.min(step, steps);
    const sizeFactor = Math.exp(Math.log(hiddenCount / bestHiddenCount(accuracy)) ** 2 / 4);
    // What follows the last improvement is spent in vain.
    const factor = sizeFactor * Math.max(1, learningRate / 0.1) * Math.max(1, step / steps);
    const minimal = 4000 * Math.exp(20 * (accuracy - 0.9)) * factor;
    const tally = {
      ...nothing,
      ...{ consolidated: cost.consolidated * minimal, transientHeld: cost.transientHeld * minimal, minimal },
    };
    curve.push({ patternCount: stepSize * step, accuracy, tally });
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
