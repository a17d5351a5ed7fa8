import { energiesNow } from "../caching/account.js";
import { learn } from "../caching/learn.js";
import { energiesOf, Ledger } from "../caching/ledger.js";
import { createStore, type Store, storesSideBySide } from "../caching/store.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { Caching, Outcome, PerceptronEngine, RunHooks, RunParameters } from "./engine.js";
import { perceptronRule } from "./rule.js";

/** Row numbers 0 … P − 1: fixed cyclic order. */
export const presentations = ({ patternCount }: PatternSet): number[] =>
  Array.from({ length: patternCount }, (_, row) => row);

function prepare(task: PatternSet, parameters: RunParameters, { policy, threshold }: Caching) {
  const ledger = new Ledger(parameters);
  const weights = new Float64Array(task.inputCount + 1);
  const layers = [{ neuronCount: 1, inputCount: task.inputCount + 1 }];
  const store = createStore({ layers, weights, policy, threshold, decayTime: parameters.decayTime, ledger });
  return {
    store,
    energies: () => energiesNow(store, ledger, weights, parameters),
    /** What has been paid already, without what is still transient; it only grows. */
    spent: () => energiesOf(ledger.tally(0), parameters).energy,
  };
}

/** The reference engine puts rule, store and ledger together and nothing else. It defines the result. */
export const referenceEngine: PerceptronEngine = {
  run(task: PatternSet, parameters: RunParameters, hooks: RunHooks = {}): Outcome {
    const { store, energies, spent } = prepare(task, parameters, parameters);
    const { onEpoch, energyLimit } = hooks;
    const outcome = learn({
      rule: perceptronRule(task),
      store,
      samples: presentations(task),
      maxEpochs: parameters.maxEpochs,
      afterEpoch(epoch, errorCount) {
        onEpoch?.({ epoch, errorCount, ...energies(), residualEnergy: store.residual() });
        return energyLimit !== undefined && errorCount > 0 && spent() > energyLimit;
      },
    });
    return { ...outcome, ...energies() };
  },

  runMany(task: PatternSet, parameters: RunParameters, settings: readonly Caching[]): Outcome[] {
    const runs = settings.map((setting) => prepare(task, parameters, setting));
    const outcome = learn({
      rule: perceptronRule(task),
      store: storesSideBySide(runs.map(({ store }) => store) as [Store, ...Store[]]),
      samples: presentations(task),
      maxEpochs: parameters.maxEpochs,
    });
    return runs.map(({ energies }) => ({ ...outcome, ...energies() }));
  },
};
