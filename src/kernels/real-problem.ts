import type { KernelCache } from "./cache-codes.js";
import { needsSteps } from "./decay-tables.js";
import { epochsBeforeGram, needsWeights } from "./gram-timing.js";
import { type KernelCost, type KernelTask, paddedSynapses, roundUp } from "./layout.js";
import type { PlacedRows } from "./placed-rows.js";
import type { realProblemTable } from "./tables/real-problem.js";
import { reserveWrites } from "./writes.js";

export interface RealOptions extends KernelCost {
  cache: KernelCache;
  /** Whether the patterns are ±1 throughout. */
  signs: boolean;
  /** Let s decay in the very steps of the reference engine, which takes longer; also done where rounding is known to matter. */
  stepwise: boolean;
  /** w(0), all of it persistent, the bias last; 0 if it is not given. */
  initial?: Float64Array | undefined;
  /** The sign that each synapse keeps, the bias last, 0 where it is free; all are free if it is not given. */
  synapseSigns?: Int8Array | undefined;
  /** The margin that a pattern has to exceed to be right; 0 if it is not given. */
  required?: number;
  maxEpochs: number;
  /** Return at the end of every epoch. */
  byEpoch: boolean;
  /** Whether the writes of every synapse are counted; not if it is not given. */
  countsWrites?: boolean;
}

/** Sizes, options and addresses by their names in the table. */
export type RealProblem = Record<keyof typeof realProblemTable.fields, number>;

/** Entries of the tables of powers of the decay factor: an update comes after 2P steps at most. */
export const decaySteps = (patternCount: number): number => 2 * patternCount + 2;

/** Bytes the kernel needs, most of them for the Gram matrix where there is one. */
export function realKernelBytes(
  { inputCount, patternCount }: Pick<KernelTask, "inputCount" | "patternCount">,
  options: Pick<RealOptions, "cache" | "signs"> & { keepsSigns?: boolean },
): number {
  const entryBytes = options.signs ? 1 : 8;
  const gramBytes = needsWeights(options.cache, options.keepsSigns === true)
    ? 0
    : patternCount * roundUp(patternCount, 8) * (entryBytes === 1 ? 2 : 8);
  return gramBytes + patternCount * (paddedSynapses(inputCount) * (entryBytes + 1.2) + 80) + inputCount * 16;
}

/** Reserves the memory of a problem beside its patterns. */
export function placeProblem({ memory, addresses }: PlacedRows, task: KernelTask, options: RealOptions): RealProblem {
  const { inputCount, patternCount } = task;
  const { code, limits, decayFactor } = options.cache;
  const integer = options.signs;
  const decays = decayFactor < 1;
  const keepsSigns = options.synapseSigns !== undefined;
  // Where a sign is kept, a weight is 0 by a sum that has to have the bits of the reference engine.
  const stepwise = options.stepwise || needsSteps(decayFactor, patternCount) || (keepsSigns && decays);
  const byWeights = needsWeights(options.cache, keepsSigns);
  const length = paddedSynapses(inputCount) * 8;
  const steps = decaySteps(patternCount);
  return {
    ...addresses,
    patternCount,
    synapseCount: inputCount + 1,
    integer: Number(integer),
    transient: memory.reserve(length),
    persistent: memory.reserve(length),
    marginsS: memory.reserve(roundUp(patternCount, 8) * 8),
    marginsL: memory.reserve(roundUp(patternCount, 8) * 8),
    decay: memory.reserve(steps * 8),
    series: memory.reserve(steps * 8),
    decays: Number(decays),
    maxEpochs: options.maxEpochs,
    code,
    plain: Number(options.plain),
    byEpoch: Number(options.byEpoch),
    gramFrom: byWeights ? -1 : epochsBeforeGram(task, options),
    stepwise: Number(stepwise),
    decayed: decays && !stepwise ? memory.reserve(length) : 0,
    limit: limits[0]!,
    tuning: 0,
    required: options.required ?? 0,
    signs: keepsSigns ? memory.reserve(length) : 0,
    cut: keepsSigns ? memory.reserve(length) : 0,
    writes: options.countsWrites === true ? reserveWrites(memory, inputCount + 1) : 0,
  };
}
