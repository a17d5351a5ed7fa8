import { areSigns } from "../../kernels/are-signs.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { EngineSetting, PerceptronCounts, PerceptronEngine, RunHooks, RunParameters } from "../engine.js";
import { sumsPatterns } from "../neuron/initial-weights.js";
import { withLearningRate } from "../neuron/learning-rate.js";
import { keepsIntegers, kernelCacheOf } from "./cache.js";
import { decidesByIntegers, learnIntegers } from "./integer.js";
import { checkFastEngineBytes, fastEngineBytes, LARGEST_SIGNED_INPUT_COUNT } from "./memory.js";
import { learnReals } from "./real.js";

/** Whether w is an integer, and integers tell which patterns are wrong. */
const learnsByIntegers = ({ inputCount }: PatternSet, parameters: RunParameters): boolean =>
  sumsPatterns(parameters) && decidesByIntegers(inputCount, parameters.margin);

const hasSigns = ({ inputCount, patterns }: PatternSet): boolean =>
  inputCount <= LARGEST_SIGNED_INPUT_COUNT && areSigns(patterns);

const unitEngine: PerceptronEngine = {
  run(task: PatternSet, parameters: RunParameters, hooks: RunHooks = {}): PerceptronCounts {
    const signs = hasSigns(task);
    checkFastEngineBytes(fastEngineBytes(task, parameters, signs), task);
    const cache = kernelCacheOf(task.inputCount, parameters);
    const byIntegers = learnsByIntegers(task, parameters) && keepsIntegers(cache);
    if (signs && byIntegers && hooks.givesUp === undefined) {
      return learnIntegers(task, parameters, [parameters], hooks)[0]!;
    }
    return learnReals(task, parameters, { cache, signs }, hooks);
  },

  runMany(task: PatternSet, parameters: RunParameters, settings: readonly EngineSetting[]): PerceptronCounts[] {
    if (!hasSigns(task)) return settings.map((setting) => unitEngine.run(task, { ...parameters, ...setting }));
    checkFastEngineBytes(fastEngineBytes(task, parameters, true), task);
    const byIntegers = learnsByIntegers(task, parameters);
    const areIntegers = settings.map(
      (setting) =>
        byIntegers &&
        keepsIntegers(kernelCacheOf(task.inputCount, { ...setting, decayTime: Number.POSITIVE_INFINITY })),
    );
    const together = settings.filter((_, k) => areIntegers[k]);
    const integers = (together.length > 0 ? learnIntegers(task, parameters, together) : []).values();
    return settings.map((setting, k) =>
      areIntegers[k] ? integers.next().value! : unitEngine.run(task, { ...parameters, ...setting }),
    );
  },
};

/** The fast engine: WebAssembly in pattern space, the same result as the reference engine. */
export const fastEngine: PerceptronEngine = withLearningRate(unitEngine);
