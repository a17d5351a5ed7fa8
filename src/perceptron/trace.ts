import { cacheOf } from "../caching/cache.js";
import { learning, passes } from "../caching/learning.js";
import { Ledger } from "../caching/ledger.js";
import { isComparison, policyNames } from "../caching/policies.js";
import { ruleInStore } from "../caching/rule-in-store.js";
import { periodOf } from "../caching/self-tuning/moving-cache.js";
import { afterSteps, firstOf, quietPass } from "../caching/stop-rules.js";
import { CachingStore, createStore, type Store } from "../caching/store.js";
import { check, isCount } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { initialWeights } from "./neuron/initial-weights.js";
import { randomTask } from "./neuron/random-task.js";
import { type PerceptronOptions, type PerceptronParameters, perceptronSchema } from "./parameters.js";
import { presentations } from "./reference.js";
import { ruleOf } from "./rule.js";

/** Some synapses at the end of one time step; `raised`, `transient` and `persistent` have an entry for each of them. */
export interface TraceStep {
  timestep: number;
  /** Whether the pattern was wrong, so that the weights changed. */
  changed: boolean;
  /** Whether a synapse of the neuron, watched or not, was consolidated. */
  consolidated: boolean;
  /** s + Δw, what the policy compares with θ. */
  raised: number[];
  /** s and l when the step is over: where a synapse was consolidated, s is 0 and l has taken it in. */
  transient: number[];
  persistent: number[];
}

/** Lets a store work as it does, and keeps what it held between a change and the test of the threshold. */
function watched(store: Store, transient: Float64Array): Store & { raised: Float64Array } {
  const raised = new Float64Array(store.weights.length);
  return {
    raised,
    weights: store.weights,
    advance(steps) {
      store.advance(steps);
      raised.set(transient);
    },
    change(delta) {
      for (let i = 0; i < raised.length; i++) raised[i]! += delta[i]!;
      store.change(delta);
    },
    residual: () => store.residual(),
    finish: () => store.finish(),
  };
}

function checked(
  options: PerceptronOptions,
  synapses: readonly number[],
): PerceptronParameters & { threshold: number } {
  const { threshold, ...parameters } = parseParameters(perceptronSchema, options);
  if (typeof threshold !== "number") {
    throw new UsageError(
      `threshold must be a number for a trace, got "${threshold}". Search it first, then trace at it.`,
    );
  }
  const { inputCount, policy } = parameters;
  if (isComparison(policy)) {
    throw new UsageError(
      `policy must be one of ${policyNames.join(", ")} for a trace, got ${policy}. Use one of these.`,
    );
  }
  check(Array.isArray(synapses), "synapses", "an array of integers", synapses, "Number them from 0.");
  const outside = synapses.find((synapse) => !(Number.isInteger(synapse) && synapse >= 0 && synapse <= inputCount));
  if (outside !== undefined) {
    throw new UsageError(
      `synapses must be integers from 0 to ${inputCount}, got ${shown(outside)}. Number ${inputCount}, the last one, is the bias.`,
    );
  }
  return { ...parameters, threshold };
}

/**
 * Watches single synapses learn, step by step, for as long as learning takes or `timestepCount` steps. It is the
 * reference engine with a window in it: slow, and a row for every step.
 *
 * @throws UsageError for a value that is refused
 */
export function tracePerceptron(
  options: PerceptronOptions,
  synapses: readonly number[],
  timestepCount: number,
): TraceStep[] {
  const parameters = checked(options, synapses);
  const advice = "Give the steps after which to end.";
  const isLimit = isCount(timestepCount, 1) || timestepCount === Number.POSITIVE_INFINITY;
  check(isLimit, "timestepCount", "an integer ≥ 1, or Infinity", timestepCount, advice);
  const { inputCount, patternCount, policy, threshold, decayTime, seed, maxEpochs } = parameters;
  const layers = [{ neuronCount: 1, inputCount: inputCount + 1 }];
  const weights = initialWeights(inputCount, parameters);
  const period = policy === "clock" ? periodOf(parameters) : undefined;
  const cache = cacheOf({ policy, threshold, decayTime, period });
  const keeper = createStore({ layers, weights, cache, ledger: new Ledger(parameters) });
  // Classic learning has no transient part: what there is of it is 0, and all weights are persistent.
  const parts =
    keeper instanceof CachingStore
      ? keeper
      : { transient: new Float64Array(weights.length), persistent: keeper.weights };
  const store = watched(keeper, parts.transient);
  const task = randomTask(parameters, seed);
  const of = (values: Float64Array): number[] => synapses.map((synapse) => values[synapse]!);

  const trace: TraceStep[] = [];
  const stop = firstOf(quietPass(patternCount), afterSteps(timestepCount));
  const learner = ruleInStore(ruleOf(task, parameters), store);
  for (const step of learning(learner, passes(presentations(task), maxEpochs), stop)) {
    // A synapse is consolidated because its s, or another's, is not 0; so some s differs afterwards.
    const consolidated = store.raised.some((s, i) => s !== parts.transient[i]);
    const now = { raised: of(store.raised), transient: of(parts.transient), persistent: of(parts.persistent) };
    trace.push({ timestep: step.timestepCount, changed: step.changed, consolidated, ...now });
  }
  return trace;
}
