import { cacheOf, type PolicySetting } from "../../caching/cache.js";
import { encodeCache } from "../../caching/kernel-code.js";
import type { KernelCache } from "../../kernels/cache-codes.js";

/**
 * The cache of a setting, as the kernels of the perceptron take it: a layer of one neuron.
 *
 * @throws UsageError for one that they do not know
 */
export const kernelCacheOf = (inputCount: number, setting: PolicySetting): KernelCache =>
  encodeCache(cacheOf(setting), [{ neuronCount: 1, inputCount: inputCount + 1 }], "perceptron");
