import { integerKernelBytes } from "../kernels/perceptron-integer.js";
import { areSigns, realKernelBytes } from "../kernels/perceptron-real.js";
import { exp } from "../math/elementary.js";
import { UsageError } from "../schema/usage-error.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { Caching, Outcome, PerceptronEngine, RunHooks, RunParameters } from "./engine.js";
import { learnIntegers } from "./fast-integer.js";
import { learnReals } from "./fast-real.js";
import { keptBy } from "./fast-settings.js";

/** What the fast engine may ask for. WebAssembly reaches 4 GiB; half of that leaves room for everything else. */
const MEMORY_LIMIT = 2 ** 31;
/** The Gram matrix of ±1 patterns is kept in 16 bits, which N + 1 must fit. */
const LARGEST_INTEGER_INPUT_COUNT = 32_766;

const hasSigns = ({ inputCount, patterns }: PatternSet): boolean =>
  inputCount <= LARGEST_INTEGER_INPUT_COUNT && areSigns(patterns);

function checkMemory(byteCount: number, { inputCount, patternCount }: PatternSet): void {
  if (byteCount <= MEMORY_LIMIT) return;
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
  throw new UsageError(
    `The fast engine needs at most ${gigabytes(MEMORY_LIMIT)} GB, mostly for a matrix of ${patternCount} × ${patternCount} patterns, ` +
      `got ${gigabytes(byteCount)} GB for ${patternCount} patterns of ${inputCount} inputs. Use --engine reference.`,
  );
}

/** The fast engine: WebAssembly in pattern space, the same result as the reference engine. */
export const fastEngine: PerceptronEngine = {
  run(task: PatternSet, parameters: RunParameters, hooks: RunHooks = {}): Outcome {
    const signs = hasSigns(task);
    const decayFactor = exp(-1 / parameters.decayTime);
    if (signs && decayFactor === 1 && hooks.energyLimit === undefined) {
      checkMemory(integerKernelBytes(task.inputCount, task.patternCount), task);
      return learnIntegers(task, parameters, [parameters], hooks)[0]!;
    }
    const options = { ...keptBy(parameters), decayFactor, signs };
    checkMemory(realKernelBytes(task, options), task);
    return learnReals(task, parameters, options, hooks);
  },

  runMany(task: PatternSet, parameters: RunParameters, settings: readonly Caching[]): Outcome[] {
    if (hasSigns(task)) {
      checkMemory(integerKernelBytes(task.inputCount, task.patternCount), task);
      return learnIntegers(task, parameters, settings);
    }
    return settings.map((setting) => fastEngine.run(task, { ...parameters, ...setting }));
  },
};
