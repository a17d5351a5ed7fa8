import { cacheOf, type PolicySetting } from "../../caching/cache.js";
import { type EngineTally, Ledger, talliedWrites } from "../../caching/ledger.js";
import { writesOfKernel } from "../../caching/writes/kernel-writes.js";
import { WriteCounts } from "../../caching/writes/write-counts.js";
import { IntegerPerceptron } from "../../kernels/perceptron-integer.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronCounts, RunHooks, RunParameters } from "../engine.js";
import { requiredMargin } from "../rule.js";
import { kernelCacheOf } from "./cache.js";

/**
 * Whether integers tell what is beyond the margin that is required: a margin of a pattern is an integer, and where the next one
 * above is too near, a tie up to rounding would have to be told from it.
 */
export function decidesByIntegers(inputCount: number, margin = 0): boolean {
  const required = requiredMargin(inputCount, margin);
  // A tie is 10⁻¹² of the terms of a margin, and these are below 2³¹.
  return Number.isInteger(required) || Math.ceil(required) - required > 0.01;
}

function sumOfSizes(ledger: Ledger, changes: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < changes.length; i++) sum += ledger.sizeOf(changes[i]!);
  return sum;
}

/**
 * Learns ±1 patterns without decay in exact integers: one trajectory, kept under every setting at once
 * (`kernels/assembly/perceptron-integer.kernel.ts`).
 */
export function learnIntegers(
  task: PatternSet,
  parameters: RunParameters,
  settings: readonly Omit<PolicySetting, "decayTime">[],
  { onEpoch }: RunHooks = {},
): PerceptronCounts[] {
  const ledger = new Ledger(parameters);
  const plain = parameters.costExponent === 1 && !parameters.potentiationOnly;
  const tracksPersistent = parameters.countsPersistent;
  const sizeOf = (change: number): number => ledger.sizeOf(change);
  // Where Σ|l| is not asked for, what `none` takes follows from the number of updates alone: |Δw| is 1 everywhere, and so
  // is |Δw|^α; only which of them are positive would have to be counted.
  const followsFromCount = !parameters.potentiationOnly && !tracksPersistent;
  const needsKeeper = settings.map(({ policy }) => !(policy === "none" && followsFromCount));
  const keeperOf = needsKeeper.map((needed, k) => (needed ? needsKeeper.slice(0, k).filter(Boolean).length : -1));
  const kept = settings
    .filter((_, k) => needsKeeper[k])
    .map((setting) => ({ ...setting, decayTime: Number.POSITIVE_INFINITY }));
  const caches = kept.map((setting) => kernelCacheOf(task.inputCount, setting));
  const { countsWrites = false } = parameters;
  const perceptron = new IntegerPerceptron({ ...task, patterns: task.patterns as Int8Array }, caches, {
    plain,
    tracksPersistent,
    countsWrites,
    sizeOf,
    maxEpochs: parameters.maxEpochs,
    required: Math.floor(requiredMargin(task.inputCount, parameters.margin ?? 0)),
    byEpoch: onEpoch !== undefined,
  });
  let updateCount = 0;

  /** What consolidating all that is still transient would take. */
  const residual = (keeper: number): number => {
    if (keeper < 0) return 0;
    const { counters, transient } = perceptron.kept(keeper);
    return plain ? counters.norm : sumOfSizes(ledger, transient);
  };

  /** The writes up to now, with all that is still transient, where they are counted. */
  const writes = (keeper: number): WriteCounts | undefined => {
    if (!countsWrites) return undefined;
    const size = task.inputCount + 1;
    // Every update writes every synapse.
    if (keeper < 0) return WriteCounts.counted(new Uint32Array(size).fill(updateCount), 0, true);
    const { writes, transient } = perceptron.kept(keeper);
    return writesOfKernel(writes!, transient, [{ neuronCount: 1, inputCount: size }], cacheOf(kept[keeper]!));
  };

  const tally = (keeper: number, minimal: number): EngineTally => {
    const counted = writes(keeper);
    const tallied = counted === undefined ? {} : talliedWrites(counted);
    return { ...sums(keeper, minimal), ...tallied };
  };

  const sums = (keeper: number, minimal: number): EngineTally => {
    if (keeper < 0) {
      const consolidated = updateCount * (task.inputCount + 1);
      return { consolidated, transientHeld: 0, transientChanged: 0, persistentHeld: null, minimal };
    }
    const { counters } = perceptron.kept(keeper);
    return {
      consolidated: counters.consolidated + residual(keeper),
      transientHeld: counters.held,
      transientChanged: counters.changed,
      persistentHeld: tracksPersistent ? counters.persistentHeld : null,
      minimal,
    };
  };

  for (;;) {
    const now = perceptron.learn();
    updateCount += now.updateCount;
    if (!now.ended && onEpoch === undefined) continue;
    const minimal = sumOfSizes(ledger, perceptron.weights());
    if (onEpoch !== undefined) {
      const [only, { epochCount: epoch, errorCount }] = [keeperOf[0]!, now];
      onEpoch({ epoch, errorCount, tally: tally(only, minimal), residualEnergy: residual(only) });
    }
    if (!now.ended) continue;
    const { epochCount, converged } = now;
    const counts = { converged, epochCount, updateCount, timestepCount: epochCount * task.patternCount };
    return keeperOf.map((keeper) => {
      const foundThreshold = keeper < 0 ? undefined : perceptron.kept(keeper).movedThreshold;
      const found = foundThreshold === undefined ? {} : { foundThreshold };
      const counted = writes(keeper);
      const bySynapse = counted === undefined ? {} : { writesBySynapse: counted.bySynapse };
      return { ...counts, tally: tally(keeper, minimal), ...found, ...bySynapse };
    });
  }
}
