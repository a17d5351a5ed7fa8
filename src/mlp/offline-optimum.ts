import { synapseCount } from "../caching/groups.js";
import { learn } from "../caching/learn.js";
import { optimumOfSynapse } from "../caching/offline/of-one-synapse.js";
import { OfflineOptimum } from "../caching/offline/offline-optimum.js";
import { UsageError } from "../schema/usage-error.js";
import type { DigitSet, DigitTask } from "../tasks/digits.js";
import { type MlpRunParameters, runParametersOf } from "./engine.js";
import { kernelOf } from "./kernel.js";
import { CLASS_COUNT, initialWeights, networkLayers } from "./network.js";
import type { MlpParameters } from "./parameters.js";
import { backpropagationRule } from "./rule.js";

const MEBIBYTE = 2 ** 20;
/** What is recorded of a trajectory at a time. */
const RECORD_BYTES = 256 * MEBIBYTE;
/** What the functions of all synapses at once may take. */
const LARGEST_BYTES = 2048 * MEBIBYTE;

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / MEBIBYTE)} MiB`;

/** What is recorded of the synapses of one row of the kernel: those of one pixel, or of one output. */
class RowRecord {
  readonly row: number;
  private readonly unitCount: number;
  private readonly start: Float64Array;
  private readonly times: Uint32Array;
  private readonly weights: Float64Array;
  private count = 0;

  constructor(row: number, changeCount: number, start: Float64Array) {
    this.row = row;
    this.unitCount = start.length;
    this.start = start;
    this.times = new Uint32Array(changeCount);
    this.weights = new Float64Array(changeCount * start.length);
  }

  /** Where the next weights go; they are those at the end of this time step. */
  next(timestep: number): Float64Array {
    this.times[this.count] = timestep;
    const from = this.count * this.unitCount;
    this.count += 1;
    return this.weights.subarray(from, from + this.unitCount);
  }

  /** Σ over the synapses of the row. */
  optimum(timestepCount: number, maintenanceCost: number): number {
    const { times, count, weights, unitCount } = this;
    let energy = 0;
    for (let j = 0; j < unitCount; j++) {
      const weightAt = (k: number): number => weights[k * unitCount + j]!;
      energy += optimumOfSynapse({ start: this.start[j]!, times, count, weightAt, timestepCount }, maintenanceCost);
    }
    return energy;
  }
}

/** In how many of the patterns each row changes: those of outputs in all, that of a pixel where it is not 0. */
function changeCounts({ pixelCount, pixels }: DigitSet, imageCount: number, patternCount: number): Float64Array {
  const counts = new Float64Array(CLASS_COUNT + pixelCount).fill(patternCount, 0, CLASS_COUNT);
  const [passes, rest] = [Math.floor(patternCount / imageCount), patternCount % imageCount];
  for (let image = 0; image < imageCount; image++) {
    const times = passes + Number(image < rest);
    for (let i = 0; i < pixelCount; i++) if (pixels[image * pixelCount + i] !== 0) counts[CLASS_COUNT + i]! += times;
  }
  return counts;
}

/** Rows after rows, as many together as may be recorded at a time. */
function* batches(counts: Float64Array, bytesPerChange: number): Generator<{ first: number; end: number }> {
  let first = 0;
  let bytes = 0;
  for (let row = 0; row < counts.length; row++) {
    const more = counts[row]! * bytesPerChange;
    if (row > first && bytes + more > RECORD_BYTES) {
      yield { first, end: row };
      first = row;
      bytes = 0;
    }
    bytes += more;
  }
  yield { first, end: counts.length };
}

/** Learns once more and records what becomes of the weights of some rows. */
function recorded(
  task: DigitTask,
  run: MlpRunParameters,
  seed: number,
  { first, end, counts, patternCount }: { first: number; end: number; counts: Float64Array; patternCount: number },
): RowRecord[] {
  const kernel = kernelOf(task, run, seed);
  const { pixelCount, pixels } = task.train;
  const imageCount = Math.min(task.train.imageCount, run.maxPatterns);
  const records: RowRecord[] = [];
  for (let row = first; row < end; row++) {
    const start = new Float64Array(run.hiddenCount);
    kernel.readRow(row, start);
    records.push(new RowRecord(row, counts[row]!, start));
  }
  for (let timestep = 1; timestep <= patternCount; timestep++) {
    kernel.learn(1);
    const image = ((timestep - 1) % imageCount) * pixelCount;
    for (const record of records) {
      const { row } = record;
      if (row < CLASS_COUNT || pixels[image + row - CLASS_COUNT] !== 0) kernel.readRow(row, record.next(timestep));
    }
  }
  return records;
}

/**
 * By the weights of the fast engine, in float32, as they were in the very run. It is repeated for as many rows at a time as may
 * be recorded; then each synapse goes through its own trajectory.
 */
function ofFastEngine(task: DigitTask, parameters: MlpParameters, seed: number, patternCount: number): number {
  const run = runParametersOf(parameters);
  const counts = changeCounts(task.train, Math.min(task.train.imageCount, run.maxPatterns), patternCount);
  const bytesPerChange = 8 * run.hiddenCount + 4;
  const bytes = patternCount * bytesPerChange;
  if (bytes > LARGEST_BYTES) {
    throw new UsageError(
      `The trajectory of one output must fit into ${mebibytes(LARGEST_BYTES)} for the offline optimum, got ${mebibytes(bytes)} ` +
        `(${patternCount} patterns, ${run.hiddenCount} hidden units). Use fewer patterns or hidden units.`,
    );
  }
  let energy = 0;
  for (const { first, end } of batches(counts, bytesPerChange)) {
    for (const record of recorded(task, run, seed, { first, end, counts, patternCount })) {
      energy += record.optimum(patternCount, parameters.maintenanceCost);
    }
  }
  return energy;
}

/** By the weights of the reference engine, all synapses at once. */
function ofReferenceEngine(task: DigitTask, parameters: MlpParameters, seed: number, patternCount: number): number {
  const { train } = task;
  const { hiddenCount, maintenanceCost } = parameters;
  const synapses = synapseCount(networkLayers(train.pixelCount, hiddenCount));
  // Two numbers for each place where a function bends, in arrays that may be half empty.
  const bends = Math.min(patternCount, 1 / maintenanceCost);
  const bytes = synapses * (200 + 32 * bends);
  if (bytes > LARGEST_BYTES) {
    throw new UsageError(
      `The offline optimum must fit into ${mebibytes(LARGEST_BYTES)}, got up to ${mebibytes(bytes)} (${synapses} synapses, ` +
        `${patternCount} patterns, a maintenance cost of ${maintenanceCost}). Use --engine fast, which does with less.`,
    );
  }
  const optimum = new OfflineOptimum(initialWeights(synapses, seed), maintenanceCost);
  learn({
    rule: backpropagationRule(train, parameters),
    store: optimum,
    samples: Array.from({ length: train.imageCount }, (_, image) => image),
    maxEpochs: Math.ceil(patternCount / train.imageCount),
    afterStep: (timestep) => timestep === patternCount,
  });
  return optimum.energy;
}

/**
 * The least energy that any policy could have reached on the trajectory of a run without decay.
 *
 * @param patternCount of the run, which may have ended at its accuracy
 * @returns in weight units, with a cost of |Δl| for a change
 * @throws UsageError where that takes more memory than it may have
 */
export function mlpOfflineOptimum(
  task: DigitTask,
  parameters: MlpParameters,
  seed: number,
  patternCount: number,
): number {
  const ofEngine = parameters.engine === "fast" ? ofFastEngine : ofReferenceEngine;
  return ofEngine(task, parameters, seed, patternCount);
}
