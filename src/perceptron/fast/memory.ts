import { integerKernelBytes } from "../../kernels/perceptron-integer.js";
import { realKernelBytes } from "../../kernels/real-problem.js";
import { UsageError } from "../../schema/usage-error.js";
import type { RunParameters } from "../engine.js";
import { type StartParameters, sumsPatterns } from "../neuron/initial-weights.js";
import { kernelCacheOf } from "./cache.js";

/** What the fast engine may ask for. WebAssembly reaches 4 GiB; half of that leaves room for everything else. */
const MEMORY_LIMIT = 2 ** 31;

/** The Gram matrix of ±1 patterns is kept in 16 bits, which N + 1 must fit. */
export const LARGEST_SIGNED_INPUT_COUNT = 32_766;

/** What decides how much memory the fast engine needs. */
type MemoryParameters = Pick<RunParameters, "policy" | "decayTime" | "codingLevel"> & StartParameters;

interface Sizes {
  inputCount: number;
  patternCount: number;
}

/**
 * Bytes the fast engine needs for one run, most of them for the matrix of P×P pattern products.
 *
 * @param signs whether the patterns are ±1 throughout, as random ones are
 */
export function fastEngineBytes(
  { inputCount, patternCount }: Sizes,
  parameters: MemoryParameters,
  signs = inputCount <= LARGEST_SIGNED_INPUT_COUNT && parameters.codingLevel === undefined,
): number {
  // No size depends on the threshold.
  const cache = kernelCacheOf(inputCount, { ...parameters, threshold: 0, period: 1 });
  if (signs && cache.decayFactor === 1 && sumsPatterns(parameters)) return integerKernelBytes(inputCount, patternCount);
  const keepsSigns = parameters.excitatoryFraction !== undefined;
  return realKernelBytes({ inputCount, patternCount }, { cache, signs, keepsSigns });
}

/** @throws UsageError above the limit, before anything of that size is allocated */
export function checkFastEngineBytes(byteCount: number, { inputCount, patternCount }: Sizes): void {
  if (byteCount <= MEMORY_LIMIT) return;
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
  throw new UsageError(
    `patternCount and inputCount must fit the fast engine's ${gigabytes(MEMORY_LIMIT)} GB, got ${gigabytes(byteCount)} GB ` +
      `for ${patternCount} patterns of ${inputCount} inputs, mostly their ${patternCount} × ${patternCount} products. ` +
      'Use fewer patterns, or the engine "reference", which is slower and needs no such matrix.',
  );
}
