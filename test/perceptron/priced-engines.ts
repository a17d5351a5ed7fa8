import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { priced } from "../../src/caching/priced.js";
import { periodOf } from "../../src/caching/self-tuning/moving-cache.js";
import { runParametersOf } from "../../src/perceptron/count.js";
import type {
  EngineSetting,
  PerceptronCurveRow,
  PerceptronEngine,
  PerceptronOutcome,
} from "../../src/perceptron/engine.js";
import { perceptronEngines } from "../../src/perceptron/engines.js";
import type { PerceptronParameters } from "../../src/perceptron/parameters.js";
import { searchThreshold } from "../../src/perceptron/search/optimal-threshold.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";

/** The parameters of one run, prices included. */
export type PricedParameters = Omit<PerceptronParameters, "threshold"> & { threshold: number };

export interface PricedHooks {
  onEpoch?: (row: PerceptronCurveRow) => void;
  /** A run whose energy exceeds this is given up. */
  energyLimit?: number;
}

/** An engine as tests want it: parameters with prices in, energies out. */
export const withPrices = (engine: PerceptronEngine) => ({
  run(task: PatternSet, parameters: PricedParameters, { onEpoch, energyLimit }: PricedHooks = {}): PerceptronOutcome {
    const prices = pricesOf(parameters);
    const counts = engine.run(
      task,
      { ...runParametersOf(parameters), period: periodOf(parameters) },
      {
        ...(onEpoch && { onEpoch: (row) => onEpoch(priced(row, prices)) }),
        ...(energyLimit !== undefined && { givesUp: (spent) => energiesOf(spent, prices).energy > energyLimit }),
      },
    );
    return priced(counts, prices);
  },

  runMany(task: PatternSet, parameters: PricedParameters, settings: readonly EngineSetting[]): PerceptronOutcome[] {
    const outcomes = engine.runMany(task, runParametersOf(parameters), settings);
    return outcomes.map((counts) => priced(counts, parameters));
  },

  searchThreshold(task: PatternSet, parameters: PricedParameters) {
    const { counts, ...search } = searchThreshold(engine, task, runParametersOf(parameters), parameters);
    return { ...search, outcome: priced(counts, parameters) };
  },
});

/** Every engine, with prices. */
export const pricedEngines = {
  fast: withPrices(perceptronEngines.fast),
  reference: withPrices(perceptronEngines.reference),
};
