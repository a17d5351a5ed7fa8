import { tallyNow, writesNow } from "../caching/energies-now.js";
import { changeCostOf, Ledger } from "../caching/ledger.js";
import { CachingStore, createStore } from "../caching/store.js";
import { WriteCounts } from "../caching/writes/write-counts.js";
import type { SpikingEngine } from "./engine.js";
import { model } from "./model.js";
import { present } from "./rule.js";
import { SpikeTrains } from "./spike-trains.js";

/** The reference engine puts rule, store and ledger together. It defines the result. */
export const referenceEngine: SpikingEngine = (parameters, seed) => {
  const initial = new Float64Array(model.inputCount);
  const change = new Float64Array(model.inputCount);
  const counts = parameters.countsWrites === true ? new WriteCounts(model.inputCount) : undefined;
  const ledger = new Ledger(changeCostOf(parameters), counts);
  const layers = [{ neuronCount: 1, inputCount: model.inputCount }];
  const store = createStore({ ...parameters, layers, weights: initial, ledger });
  const trains = new SpikeTrains(seed);
  return {
    weights: store.weights,
    present(pattern) {
      store.advance(1);
      trains.draw(pattern);
      const changeCount = present(store, pattern, trains.counts, change);
      store.endStep?.();
      return changeCount;
    },
    tally: () => tallyNow(store, ledger, initial),
    writes: () => writesNow(store, ledger),
    get movedThresholds() {
      if (typeof parameters.threshold === "number" || !(store instanceof CachingStore)) return undefined;
      const { thresholds } = store;
      return typeof thresholds === "number" ? Float64Array.of(thresholds) : thresholds;
    },
  };
};
