import { learn } from "../caching/learn.js";
import { OfflineOptimum } from "../caching/offline/offline-optimum.js";
import { areSigns } from "../kernels/are-signs.js";
import { IntegerPerceptron, type RecordedUpdates } from "../kernels/perceptron-integer.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import { decidesByIntegers } from "./fast/integer.js";
import { LARGEST_SIGNED_INPUT_COUNT } from "./fast/memory.js";
import { initialWeights, type StartParameters, sumsPatterns } from "./neuron/initial-weights.js";
import { inUnits } from "./neuron/learning-rate.js";
import { presentations } from "./reference.js";
import { requiredMargin, ruleOf } from "./rule.js";

/** What decides which trajectory it is. */
interface Followed extends StartParameters {
  maxEpochs: number;
  /** κ */
  margin?: number | undefined;
  /** η */
  learningRate?: number | undefined;
}

/** The trajectory of ±1 patterns by the integer kernel, update by update. */
function followIntegers(
  task: PatternSet,
  { maxEpochs, margin = 0 }: Omit<Followed, "learningRate">,
  optimum: OfflineOptimum,
): void {
  const onUpdates = ({ records, rows, stride, count }: RecordedUpdates): void => {
    for (let k = 0; k < count; k++) {
      optimum.advance(records[2 * k + 1]!);
      const row = records[2 * k]! * stride;
      for (let i = 0; i <= task.inputCount; i++) optimum.changeOne(i, rows[row + i]!);
    }
  };
  const plain = { plain: true, sizeOf: Math.abs, tracksPersistent: false, byEpoch: false };
  const perceptron = new IntegerPerceptron({ ...task, patterns: task.patterns as Int8Array }, [], {
    ...plain,
    maxEpochs,
    required: Math.floor(requiredMargin(task.inputCount, margin)),
    onUpdates,
  });
  for (;;) {
    const { ended, gap } = perceptron.learn();
    if (!ended) continue;
    optimum.advance(gap);
    return;
  }
}

/**
 * The least energy that any policy could have reached on the trajectory of a perceptron without decay, which does not depend on how
 * its weights are kept.
 *
 * @returns in weight units, with a cost of |Δl| for a change
 */
export function perceptronOfflineOptimum(
  task: PatternSet,
  { maintenanceCost, ...given }: Followed & { maintenanceCost: number },
): number {
  const { learningRate = 1 } = given;
  const followed = inUnits(given);
  const optimum = new OfflineOptimum(initialWeights(task.inputCount, followed), maintenanceCost);
  const areIntegers = task.inputCount <= LARGEST_SIGNED_INPUT_COUNT && areSigns(task.patterns);
  const { maxEpochs, margin } = followed;
  if (areIntegers && sumsPatterns(followed) && decidesByIntegers(task.inputCount, margin)) {
    followIntegers(task, followed, optimum);
  } else {
    learn({ rule: ruleOf(task, followed), store: optimum, samples: presentations(task), maxEpochs });
  }
  return learningRate * optimum.energy;
}
