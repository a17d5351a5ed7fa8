import type { EngineTally } from "../../caching/ledger.js";
import { power } from "../../math/elementary.js";
import type {
  EngineSetting,
  PerceptronCounts,
  PerceptronEngine,
  PerceptronEpochCounts,
  RunHooks,
  RunParameters,
} from "../engine.js";

type Scaled = Pick<RunParameters, "learningRate" | "initialWeights" | "initialSpread">;

/** Where weights start, in units of η. */
export function inUnits<T extends Scaled>({ learningRate: rate = 1, ...parameters }: T): Omit<T, "learningRate"> {
  if (rate === 1) return parameters;
  const { initialWeights = 0, initialSpread = 0 } = parameters;
  return { ...parameters, initialWeights: initialWeights / rate, initialSpread: initialSpread / rate };
}

/** Parameters in units of η. */
function parametersOver(rate: number, parameters: RunParameters): RunParameters {
  const { threshold } = parameters;
  // One that tunes itself is in units of η already.
  return { ...inUnits(parameters), threshold: typeof threshold === "number" ? threshold / rate : threshold };
}

const times = (factor: number, value: number | null): number | null => (value === null ? null : factor * value);

/** What was counted in units of η, in weight units: |Δl|^α goes with η^α. */
function tallyTimes(rate: number, costExponent: number, tally: EngineTally): EngineTally {
  const size = power(rate, costExponent);
  return {
    consolidated: size * tally.consolidated,
    transientHeld: rate * tally.transientHeld,
    transientChanged: times(rate, tally.transientChanged),
    persistentHeld: times(rate, tally.persistentHeld),
    minimal: size * tally.minimal,
  };
}

/**
 * An engine whose updates are ±x, made one with a learning rate η. The perceptron knows no scale of its own: with weights, thresholds and
 * the margin in units of η it does the same at any η. So it is computed, in all engines: in these units ±1 patterns are sums of
 * integers, where those of .1 would be rounded, and a tie could hang on that.
 */
export function withLearningRate(engine: PerceptronEngine): PerceptronEngine {
  const countsTimes = (rate: number, { costExponent }: RunParameters, counts: PerceptronCounts): PerceptronCounts => {
    const { foundThreshold } = counts;
    const found = foundThreshold === undefined ? {} : { foundThreshold: rate * foundThreshold };
    return { ...counts, tally: tallyTimes(rate, costExponent, counts.tally), ...found };
  };
  const hooksTimes = (
    rate: number,
    { costExponent }: RunParameters,
    { onEpoch, givesUp, ...others }: RunHooks,
  ): RunHooks => ({
    ...others,
    ...(onEpoch && {
      onEpoch: (row: PerceptronEpochCounts) =>
        onEpoch({
          ...row,
          tally: tallyTimes(rate, costExponent, row.tally),
          residualEnergy: power(rate, costExponent) * row.residualEnergy,
        }),
    }),
    ...(givesUp && { givesUp: (spent: EngineTally) => givesUp(tallyTimes(rate, costExponent, spent)) }),
  });

  return {
    run(task, parameters, hooks = {}) {
      const { learningRate: rate = 1 } = parameters;
      if (rate === 1) return engine.run(task, parameters, hooks);
      const counts = engine.run(task, parametersOver(rate, parameters), hooksTimes(rate, parameters, hooks));
      return countsTimes(rate, parameters, counts);
    },

    runMany(task, parameters, settings) {
      const { learningRate: rate = 1 } = parameters;
      if (rate === 1) return engine.runMany(task, parameters, settings);
      const over = settings.map((one): EngineSetting => ({ ...one, threshold: one.threshold / rate }));
      const counts = engine.runMany(task, parametersOver(rate, parameters), over);
      return counts.map((one) => countsTimes(rate, parameters, one));
    },
  };
}
