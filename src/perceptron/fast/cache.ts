import { cacheOf, type PolicySetting } from "../../caching/cache.js";
import { encodeCache } from "../../caching/kernel-code.js";
import { cacheCodes, type KernelCache } from "../../kernels/cache-codes.js";

/**
 * The cache of a setting, as the kernels of the perceptron take it: a layer of one neuron.
 *
 * @throws UsageError for one that they do not know
 */
export const kernelCacheOf = (inputCount: number, setting: PolicySetting): KernelCache =>
  encodeCache(cacheOf(setting), [{ neuronCount: 1, inputCount: inputCount + 1 }], "perceptron", [
    "clock",
    "excess",
    "adaptive",
  ]);

/** Whether s stays an integer where patterns are ±1: nothing decays, and what stays of s at θ is an integer. */
export const keepsIntegers = ({ code, decayFactor, thresholds = [], law }: KernelCache): boolean =>
  decayFactor === 1 &&
  (code !== cacheCodes.SYNAPSE_EXCESS ||
    law !== undefined ||
    thresholds.every((x) => Number.isInteger(x) || x === Infinity));
