import type { PolicyAtThreshold } from "../caching/cache.js";
import { areSigns } from "../kernels/perceptron-real.js";
import { exp } from "../math/elementary.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { PerceptronCounts, PerceptronEngine, RunHooks, RunParameters } from "./engine.js";
import { learnIntegers } from "./fast-integer.js";
import { learnReals } from "./fast-real.js";
import { keptBy } from "./fast-settings.js";
import { checkFastEngineBytes, fastEngineBytes, LARGEST_SIGNED_INPUT_COUNT } from "./memory.js";

const hasSigns = ({ inputCount, patterns }: PatternSet): boolean =>
  inputCount <= LARGEST_SIGNED_INPUT_COUNT && areSigns(patterns);

/** The fast engine: WebAssembly in pattern space, the same result as the reference engine. */
export const fastEngine: PerceptronEngine = {
  run(task: PatternSet, parameters: RunParameters, hooks: RunHooks = {}): PerceptronCounts {
    const signs = hasSigns(task);
    checkFastEngineBytes(fastEngineBytes(task, parameters, signs), task);
    const decayFactor = exp(-1 / parameters.decayTime);
    if (signs && decayFactor === 1 && hooks.givesUp === undefined) {
      return learnIntegers(task, parameters, [parameters], hooks)[0]!;
    }
    return learnReals(task, parameters, { ...keptBy(parameters), decayFactor, signs }, hooks);
  },

  runMany(task: PatternSet, parameters: RunParameters, settings: readonly PolicyAtThreshold[]): PerceptronCounts[] {
    if (!hasSigns(task)) return settings.map((setting) => fastEngine.run(task, { ...parameters, ...setting }));
    checkFastEngineBytes(fastEngineBytes(task, parameters, true), task);
    return learnIntegers(task, parameters, settings);
  },
};
