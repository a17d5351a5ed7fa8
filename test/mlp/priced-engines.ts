import { pricesOf } from "../../src/caching/energies.js";
import { priced, pricedRun } from "../../src/caching/priced.js";
import { type MlpOutcome, runParametersOf } from "../../src/mlp/engine.js";
import { mlpEngines } from "../../src/mlp/engines.js";
import type { MlpParameters } from "../../src/mlp/parameters.js";
import type { MlpHooks } from "../../src/mlp/simulate.js";
import type { DigitTask } from "../../src/tasks/digits.js";

type EngineName = keyof typeof mlpEngines;

/** An engine as tests want it: parameters with prices in, energies out. */
const withPrices = (name: EngineName) => ({
  run(task: DigitTask, parameters: MlpParameters, seed: number, { onEvaluation }: MlpHooks = {}): MlpOutcome {
    const prices = pricesOf(parameters);
    const hooks = onEvaluation && {
      onEvaluation: (row: Parameters<typeof priced>[0]) => onEvaluation(priced(row, prices) as never),
    };
    return pricedRun(mlpEngines[name].run(task, runParametersOf(parameters), seed, hooks), prices);
  },
});

/** Every engine, with prices. */
export const pricedEngines = { fast: withPrices("fast"), reference: withPrices("reference") };
