import { cacheOf } from "../caching/cache.js";
import { synapseCount } from "../caching/groups.js";
import { encodeCache } from "../caching/kernel-code.js";
import { changeCostOf, countsMagnitude, Ledger } from "../caching/ledger.js";
import { writesOfKernel } from "../caching/writes/kernel-writes.js";
import { MlpKernel } from "../kernels/mlp.js";
import { UsageError } from "../schema/usage-error.js";
import type { DigitTask } from "../tasks/digits.js";
import type { MlpRunParameters } from "./engine.js";
import { initialWeights, networkLayers } from "./network.js";

/** @throws UsageError for what the kernel lacks */
function checkThreshold({ policy, threshold }: MlpRunParameters): void {
  if (typeof threshold === "number" || policy !== "global-global") return;
  throw new UsageError(
    'threshold must be a number for the policy global-global in the fast engine of the multilayer network, got "adaptive": it ' +
      "would sum the deviations of all synapses of a neuron. Use another policy, or --engine reference.",
  );
}

/** The writes of a network up to now, with all that is still transient; undefined where they are not counted. */
export function writesOf(kernel: MlpKernel, { train }: DigitTask, parameters: MlpRunParameters) {
  const counted = kernel.writes();
  if (counted === undefined) return undefined;
  const { bySynapse, eventCount, hasTransient } = counted;
  const layers = networkLayers(train.pixelCount, parameters.hiddenCount);
  return writesOfKernel({ counts: bySynapse, eventCount }, hasTransient, layers, cacheOf(parameters));
}

/** A network in WebAssembly that has learned nothing yet. */
export function kernelOf({ train, test }: DigitTask, parameters: MlpRunParameters, seed: number): MlpKernel {
  checkThreshold(parameters);
  const { hiddenCount, learningRate, maxPatterns, gradient, countsAll = false } = parameters;
  const layers = networkLayers(train.pixelCount, hiddenCount);
  const changeCost = changeCostOf(parameters);
  const ledger = new Ledger(changeCost);
  const kernel = new MlpKernel({
    pixelCount: train.pixelCount,
    hiddenCount,
    learningRate,
    exactGradient: gradient === "exact",
    cache: encodeCache(cacheOf(parameters), layers, "multilayer network", ["clock", "excess", "adaptive"]),
    cost: { plain: countsMagnitude(changeCost), sizeOf: (change) => ledger.sizeOf(change) },
    countsAll,
    countsWrites: parameters.countsWrites === true,
    train: { ...train, imageCount: Math.min(train.imageCount, maxPatterns) },
    test,
  });
  kernel.setWeights(initialWeights(synapseCount(layers), seed));
  return kernel;
}
