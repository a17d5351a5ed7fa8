import { SHARED, seedsOfRuns, seedsOfText } from "../learner/shared-threshold.js";
import { perceptronLearning } from "../theory/perceptron-learning.js";
import type { PerceptronOptions } from "./parameters.js";

const DEFAULT_SIZE = 1000;
/** Beyond this load learning takes so long that the theory's divergence would drown every other job. */
const LARGEST_LOAD = 1.95;

/** Measured seconds on one core, roughly; only ratios matter. */
const FAST = { patternEntry: 5e-9, gramWord: 0.5e-9, updateEntry: 0.2e-9, replayEntry: 0.1e-9 };
const REFERENCE = { presentationEntry: 1.5e-9, updateEntry: 4e-9 };
/** With decay there are more updates than the theory without it knows of, and each costs more: 3 to 20 times, mostly. */
const DECAY = 4;

function learningOf({ inputCount = DEFAULT_SIZE, patternCount = DEFAULT_SIZE }: PerceptronOptions) {
  const load = Math.min(patternCount / inputCount, LARGEST_LOAD);
  return { inputCount, patternCount, ...perceptronLearning(inputCount, load * inputCount) };
}

/** Seconds of a run of the reference engine, whose trajectory serves so many settings. */
export function stepwiseEffort(options: PerceptronOptions, settingCount = 1): number {
  const { inputCount, timestepCount, updateCount } = learningOf(options);
  const { presentationEntry, updateEntry } = REFERENCE;
  return (timestepCount * presentationEntry + updateCount * settingCount * updateEntry) * inputCount;
}

/** Thresholds that are tried for one seed, roughly. */
const TRIED = 100;

/** Seconds of a search for a threshold that several seeds share: without decay a trajectory a seed, otherwise many. */
function sharedEffort(options: PerceptronOptions): number {
  const { thresholdSeeds, seed = 1, runs = 1, decayTime = Number.POSITIVE_INFINITY, ...others } = options;
  const seedCount = seedsOfText(String(thresholdSeeds ?? seedsOfRuns({ seed, runs }))).length;
  const single = { ...others, decayTime, threshold: 0 };
  const isDecaying = Number.isFinite(decayTime as number);
  return seedCount * (isDecaying ? TRIED * perceptronEffort(single) : perceptronEffort(single, TRIED));
}

/** Seconds of a run whose trajectory serves so many settings. */
export function perceptronEffort(options: PerceptronOptions, settingCount = 1): number {
  const { engine = "fast", decayTime = Number.POSITIVE_INFINITY } = options;
  if (options.threshold === SHARED) return sharedEffort(options);
  if (engine === "reference") return stepwiseEffort(options, settingCount);
  const { inputCount, patternCount, updateCount } = learningOf(options);
  const setUp = patternCount * inputCount * (FAST.patternEntry + (patternCount / 128) * FAST.gramWord);
  const update = patternCount * FAST.updateEntry + settingCount * inputCount * FAST.replayEntry;
  return setUp + updateCount * update * (Number.isFinite(decayTime as number) ? DECAY : 1);
}
