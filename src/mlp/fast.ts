import { cacheOf } from "../caching/cache.js";
import { synapseCount } from "../caching/groups.js";
import { encodeCache } from "../caching/kernel-code.js";
import { MlpKernel } from "../kernels/mlp.js";
import type { MlpEngine, MlpEvaluation } from "./engine.js";
import { initialWeights, networkLayers } from "./network.js";

/**
 * The fast engine runs the network in WebAssembly, with weights of float32 and energies of float64. It gives the result
 * of the reference within float32 rounding. Below η = 1e-5 a single change is lost in the rounding of a weight, and
 * from η = 1 on learning is so unsteady that rounding decides its course, as another seed would.
 */
export const fastEngine: MlpEngine = {
  run({ train, test }, parameters, seed, hooks = {}) {
    const { hiddenCount, learningRate, maxPatterns, evaluateEvery, targetAccuracy } = parameters;
    const layers = networkLayers(train.pixelCount, hiddenCount);
    const kernel = new MlpKernel({
      pixelCount: train.pixelCount,
      hiddenCount,
      learningRate,
      exactGradient: parameters.gradient === "exact",
      cache: encodeCache(cacheOf(parameters), layers, "multilayer network"),
      train: { ...train, imageCount: Math.min(train.imageCount, maxPatterns) },
      test,
    });
    kernel.setWeights(initialWeights(synapseCount(layers), seed));

    const curve: MlpEvaluation[] = [];
    let isEnough = false;
    const evaluate = (patternCount: number): MlpEvaluation => {
      const { correctCount, consolidated, held, residual, distance } = kernel.evaluate();
      const tally = {
        consolidated: consolidated + residual,
        transientHeld: held,
        transientChanged: null,
        persistentHeld: null,
        minimal: distance,
      };
      const row = { patternCount, accuracy: correctCount / test.imageCount, tally };
      curve.push(row);
      hooks.onEvaluation?.(row);
      isEnough = hooks.isEnough?.(row, consolidated) ?? false;
      return row;
    };

    const isReached = (row: MlpEvaluation): boolean => targetAccuracy !== null && row.accuracy >= targetAccuracy;
    let patternCount = 0;
    let end: MlpEvaluation;
    do {
      const count = Math.min(evaluateEvery, maxPatterns - patternCount);
      kernel.learn(count);
      patternCount += count;
      end = evaluate(patternCount);
    } while (patternCount < maxPatterns && !isReached(end) && !isEnough);

    const epochCount = Math.ceil(patternCount / train.imageCount);
    const counts = { epochCount, updateCount: patternCount, timestepCount: patternCount };
    return { converged: targetAccuracy === null || isReached(end), ...counts, ...end, curve };
  },
};
