import { energiesNow } from "../caching/account.js";
import { synapseCount } from "../caching/groups.js";
import { learn } from "../caching/learn.js";
import { Ledger } from "../caching/ledger.js";
import { createStore } from "../caching/store.js";
import type { MlpCurveRow, MlpEngine } from "./engine.js";
import { accuracy, initialWeights, networkLayers } from "./network.js";
import { backpropagationRule } from "./rule.js";

/** Changes of the transient part, and holding the persistent part, are free in the multilayer network. */
const FREE = { changeCost: 0, persistentMaintenanceCost: 0 };

/** The reference engine puts rule, store and ledger together and evaluates now and then. It defines the result. */
export const referenceEngine: MlpEngine = {
  run(task, parameters, seed, hooks = {}) {
    const { hiddenCount, maxPatterns, evaluateEvery, targetAccuracy, maintenanceCost } = parameters;
    const layers = networkLayers(task.train.pixelCount, hiddenCount);
    const weights = initialWeights(synapseCount(layers), seed);
    const ledger = new Ledger();
    const store = createStore({ ...parameters, layers, weights, ledger });
    const curve: MlpCurveRow[] = [];

    const evaluate = (patternCount: number): MlpCurveRow => {
      const row = {
        patternCount,
        accuracy: accuracy(store.weights, task.test, hiddenCount),
        ...energiesNow(store, ledger, weights, { maintenanceCost, ...FREE }),
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
        return evaluate(patternCount).accuracy >= (targetAccuracy ?? Number.POSITIVE_INFINITY) || last;
      },
    });
    const end = curve.at(-1)!;
    const converged = targetAccuracy === null || end.accuracy >= targetAccuracy;
    return { ...outcome, ...end, converged, curve };
  },
};
