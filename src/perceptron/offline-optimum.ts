import { learn } from "../caching/learn.js";
import { OfflineOptimum } from "../caching/offline/offline-optimum.js";
import { areSigns } from "../kernels/are-signs.js";
import { IntegerPerceptron, type RecordedUpdates } from "../kernels/perceptron-integer.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import { LARGEST_SIGNED_INPUT_COUNT } from "./fast/memory.js";
import { presentations } from "./reference.js";
import { perceptronRule } from "./rule.js";

/** The trajectory of ±1 patterns by the integer kernel, update by update. */
function followIntegers(task: PatternSet, maxEpochs: number, optimum: OfflineOptimum): void {
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
  { maxEpochs, maintenanceCost }: { maxEpochs: number; maintenanceCost: number },
): number {
  const optimum = new OfflineOptimum(new Float64Array(task.inputCount + 1), maintenanceCost);
  if (task.inputCount <= LARGEST_SIGNED_INPUT_COUNT && areSigns(task.patterns))
    followIntegers(task, maxEpochs, optimum);
  else learn({ rule: perceptronRule(task), store: optimum, samples: presentations(task), maxEpochs });
  return optimum.energy;
}
