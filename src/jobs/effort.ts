import { perceptronLearning } from "../theory/perceptron-learning.js";
import type { Job } from "./job.js";

const PIXELS = 784;
const DEFAULT_SIZE = 1000;
/** Beyond this load learning takes so long that the theory's divergence would drown every other job. */
const LARGEST_LOAD = 1.95;

/** Measured seconds on one core, roughly; only ratios matter. */
const FAST = {
  ...{ patternEntry: 5e-9, gramWord: 0.5e-9, updateEntry: 0.2e-9, replayEntry: 0.1e-9, digitSynapse: 0.3e-9 },
  spikingPresentation: 0.05e-3,
};
/** With decay there are more updates than the theory without it knows of, and each costs more: 3 to 20 times, mostly. */
const DECAY = 4;
const REFERENCE = { presentationEntry: 1.5e-9, updateEntry: 4e-9, digitSynapse: 15e-9, spikingPresentation: 0.2e-3 };
/** Passes that the spiking network takes, roughly: 50 on average at 1 pattern, 95 at 16. */
const SPIKING_EPOCHS = 70;

function perceptronEffort(job: Exclude<Job, { kind: "mlp" | "spiking" }>): number {
  const { inputCount = DEFAULT_SIZE, patternCount = DEFAULT_SIZE, engine = "fast" } = job.parameters;
  const { decayTime = Number.POSITIVE_INFINITY } = job.parameters;
  const load = Math.min(patternCount / inputCount, LARGEST_LOAD);
  const { timestepCount, updateCount } = perceptronLearning(inputCount, load * inputCount);
  const settings = job.kind === "perceptron-settings" ? job.settings.length : 1;
  if (engine === "reference" || job.kind === "perceptron-trace" || job.kind === "perceptron-distribution") {
    const { presentationEntry, updateEntry } = REFERENCE;
    return (timestepCount * presentationEntry + updateCount * settings * updateEntry) * inputCount;
  }
  const setUp = patternCount * inputCount * (FAST.patternEntry + (patternCount / 128) * FAST.gramWord);
  const update = patternCount * FAST.updateEntry + settings * inputCount * FAST.replayEntry;
  const run = setUp + updateCount * update * (Number.isFinite(decayTime) ? DECAY : 1);
  return run * (job.kind === "perceptron-thresholds" ? job.thresholds.length : 1);
}

/**
 * About how many seconds a job takes, to start long jobs first and to let a progress bar advance evenly.
 * Wrong estimates cost a little idle time at the end and nothing else.
 */
export function effortOf(job: Job): number {
  if (job.kind === "spiking") {
    const { patternCount = 5, maxEpochs = 1000, engine = "fast" } = job.parameters;
    const presentations = patternCount * Math.min(maxEpochs, SPIKING_EPOCHS);
    return presentations * (engine === "fast" ? FAST : REFERENCE).spikingPresentation;
  }
  if (job.kind !== "mlp") return perceptronEffort(job);
  const { hiddenCount = 100, maxPatterns = 60_000, engine = "fast" } = job.parameters;
  return maxPatterns * hiddenCount * PIXELS * (engine === "fast" ? FAST : REFERENCE).digitSynapse;
}
