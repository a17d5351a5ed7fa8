import { cacheOf, type PolicySetting } from "../../caching/cache.js";
import { encodeCache } from "../../caching/kernel-code.js";
import { isComparison, policyNames } from "../../caching/policies.js";
import { cacheCodes, type KernelCache } from "../../kernels/cache-codes.js";
import { UsageError } from "../../schema/usage-error.js";

/**
 * The cache of a setting, as the kernels of the perceptron take it: a layer of one neuron.
 *
 * @throws UsageError for one that they do not know
 */
export function kernelCacheOf(inputCount: number, setting: PolicySetting): KernelCache {
  const { policy } = setting;
  if (isComparison(policy)) {
    throw new UsageError(
      `policy must be one of ${policyNames.join(", ")} for the engine "fast", got ${policy}, which is there to compare with. ` +
        'Use the engine "reference".',
    );
  }
  const layers = [{ neuronCount: 1, inputCount: inputCount + 1 }];
  return encodeCache(cacheOf(setting), layers, "perceptron", ["clock", "excess", "adaptive"]);
}

/** Whether s stays an integer where patterns are ±1: nothing decays, and what stays of s at θ is an integer. */
export const keepsIntegers = ({ code, decayFactor, thresholds = [], law }: KernelCache): boolean =>
  decayFactor === 1 &&
  (code !== cacheCodes.SYNAPSE_EXCESS ||
    law !== undefined ||
    thresholds.every((x) => Number.isInteger(x) || x === Infinity));
