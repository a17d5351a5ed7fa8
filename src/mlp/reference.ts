import { tallyNow } from "../caching/energies-now.js";
import { synapseCount } from "../caching/groups.js";
import { learn } from "../caching/learn.js";
import { changeCostOf, Ledger } from "../caching/ledger.js";
import { foundThreshold } from "../caching/self-tuning/found-threshold.js";
import { createStore } from "../caching/store.js";
import { WriteCounts } from "../caching/writes/write-counts.js";
import type { MlpEngine, MlpEvaluation } from "./engine.js";
import { accuracy, initialWeights, networkLayers } from "./network.js";
import { backpropagationRule } from "./rule.js";
import { reachesTarget } from "./target.js";

/** The reference engine puts rule, store and ledger together and evaluates now and then. It defines the result. */
export const referenceEngine: MlpEngine = {
  run(task, parameters, seed, hooks = {}) {
    const { hiddenCount, maxPatterns, evaluateEvery, targetAccuracy } = parameters;
    const layers = networkLayers(task.train.pixelCount, hiddenCount);
    const weights = initialWeights(synapseCount(layers), seed);
    const counts = parameters.countsWrites === true ? new WriteCounts(weights.length) : undefined;
    const ledger = new Ledger(changeCostOf(parameters), counts);
    const store = createStore({ ...parameters, layers, weights, ledger });
    const curve: MlpEvaluation[] = [];

    const evaluate = (patternCount: number): MlpEvaluation => {
      const row = {
        patternCount,
        accuracy: accuracy(store.weights, task.test, hiddenCount),
        tally: tallyNow(store, ledger, weights),
      };
      curve.push(row);
      hooks.onEvaluation?.(row);
      return row;
    };

    const outcome = learn({
      rule: backpropagationRule(task.train, parameters),
      store,
      samples: Array.from({ length: task.train.imageCount }, (_, image) => image),
      maxEpochs: Math.ceil(maxPatterns / task.train.imageCount),
      afterStep(patternCount) {
        const last = patternCount === maxPatterns;
        if (patternCount % evaluateEvery !== 0 && !last) return false;
        const row = evaluate(patternCount);
        return (
          reachesTarget(curve, parameters) || last || (hooks.isEnough?.(row, ledger.tally(0).consolidated) ?? false)
        );
      },
    });
    const end = curve.at(-1)!;
    const converged = targetAccuracy === null || reachesTarget(curve, parameters);
    const found = typeof parameters.threshold === "number" ? {} : foundThreshold(store);
    const writes = counts === undefined ? {} : { writesBySynapse: counts.bySynapse };
    return { ...outcome, ...end, converged, ...found, ...writes, curve };
  },
};
