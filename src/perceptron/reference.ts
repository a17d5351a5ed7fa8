import type { PolicySetting } from "../caching/cache.js";
import { tallyNow } from "../caching/energies-now.js";
import { learn } from "../caching/learn.js";
import { Ledger } from "../caching/ledger.js";
import { foundThreshold } from "../caching/self-tuning/found-threshold.js";
import { createStore, type Store, storesSideBySide } from "../caching/store.js";
import { WriteCounts } from "../caching/writes/write-counts.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { EngineSetting, PerceptronCounts, PerceptronEngine, RunHooks, RunParameters } from "./engine.js";
import { initialWeights } from "./neuron/initial-weights.js";
import { withLearningRate } from "./neuron/learning-rate.js";
import { ruleOf } from "./rule.js";

/** Row numbers 0 … P − 1: fixed cyclic order. */
export const presentations = ({ patternCount }: PatternSet): number[] =>
  Array.from({ length: patternCount }, (_, row) => row);

function prepare(task: PatternSet, parameters: RunParameters, setting: Omit<PolicySetting, "decayTime">) {
  const { policy, threshold, period, patience } = setting;
  const counts = parameters.countsWrites === true ? new WriteCounts(task.inputCount + 1) : undefined;
  const ledger = new Ledger(parameters, counts);
  const weights = initialWeights(task.inputCount, parameters);
  const layers = [{ neuronCount: 1, inputCount: task.inputCount + 1 }];
  const { decayTime } = parameters;
  const store = createStore({ layers, weights, policy, threshold, period, patience, decayTime, ledger });
  return {
    store,
    tally: () => tallyNow(store, ledger, weights),
    found: () => (typeof threshold === "number" ? {} : foundThreshold(store)),
    /** Writes of every synapse at the end. */
    writes: () => (counts === undefined ? {} : { writesBySynapse: counts.bySynapse }),
    /** What has been counted already, without what is still transient; it only grows. */
    spent: () => ledger.tally(0),
  };
}

const unitEngine: PerceptronEngine = {
  run(task: PatternSet, parameters: RunParameters, hooks: RunHooks = {}): PerceptronCounts {
    const { store, tally, spent, found, writes } = prepare(task, parameters, parameters);
    const { onEpoch, givesUp } = hooks;
    const outcome = learn({
      rule: ruleOf(task, parameters),
      store,
      samples: presentations(task),
      maxEpochs: parameters.maxEpochs,
      afterEpoch(epoch, errorCount) {
        onEpoch?.({ epoch, errorCount, tally: tally(), residualEnergy: store.residual() });
        return errorCount > 0 && givesUp?.(spent()) === true;
      },
    });
    return { ...outcome, tally: tally(), ...found(), ...writes() };
  },

  runMany(task: PatternSet, parameters: RunParameters, settings: readonly EngineSetting[]): PerceptronCounts[] {
    const runs = settings.map((setting) => prepare(task, parameters, setting));
    const outcome = learn({
      rule: ruleOf(task, parameters),
      store: storesSideBySide(runs.map(({ store }) => store) as [Store, ...Store[]]),
      samples: presentations(task),
      maxEpochs: parameters.maxEpochs,
    });
    return runs.map(({ tally, writes }) => ({ ...outcome, tally: tally(), ...writes() }));
  },
};

/** The reference engine puts rule, store and ledger together and nothing else. It defines the result. */
export const referenceEngine: PerceptronEngine = withLearningRate(unitEngine);
