import type { SettingCounts } from "../../../perceptron/index.js";
import type { CachedLearning } from "../../../theory/index.js";

/** The learning of a run as the theory takes it: the bias is a synapse, and K and T are those of the run. */
export const learningOf = (inputCount: number, { updateCount, timestepCount }: SettingCounts): CachedLearning => ({
  ...{ inputCount: inputCount + 1, updateCount, timestepCount, learningRate: 1 },
});
