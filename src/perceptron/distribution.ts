import { learning, passes } from "../caching/learning.js";
import { Ledger } from "../caching/ledger.js";
import { ruleInStore } from "../caching/rule-in-store.js";
import { quietPass } from "../caching/stop-rules.js";
import { CachingStore } from "../caching/store.js";
import { check, isAtLeast, isFiniteNumber } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { UsageError } from "../schema/usage-error.js";
import { initialWeights } from "./neuron/initial-weights.js";
import { randomTask } from "./neuron/random-task.js";
import { type PerceptronOptions, perceptronSchema } from "./parameters.js";
import { presentations } from "./reference.js";
import { ruleOf } from "./rule.js";

/** More would not be a histogram any more. */
const MAXIMUM_BINS = 1_000_000;

/** How the transient weights of one run were spread, over all synapses and all time steps but those of the first epoch. */
export interface TransientDistribution {
  binWidth: number;
  /** Share of the weights in the bin around k·binWidth, for k from −(n − 1)/2 to (n − 1)/2. */
  shares: number[];
  /** Updates in every epoch from the second on, in each of which there were P time steps. */
  errorCounts: number[];
  converged: boolean;
}

/**
 * Counts s of every synapse at the end of every time step, from the second epoch on: in the first, s still spreads from 0.
 * It is the reference engine with a count in it.
 *
 * @param binWidth weight units, > 0
 * @throws UsageError for a value that is refused, and for a threshold that leaves s without bounds
 */
export function transientDistribution(options: PerceptronOptions, binWidth: number): TransientDistribution {
  const { threshold, policy, decayTime, ...parameters } = parseParameters(perceptronSchema, options);
  if (typeof threshold !== "number" || threshold === Number.POSITIVE_INFINITY || policy !== "local-local") {
    throw new UsageError(
      `threshold must be a finite number and policy local-local for a distribution, got ${threshold} and ${policy}. ` +
        "They bound s by the threshold.",
    );
  }
  const { inputCount, patternCount, seed, maxEpochs } = parameters;
  const isWidth = isAtLeast(binWidth, 0) && binWidth > 0 && isFiniteNumber(binWidth);
  check(isWidth, "binWidth", "a finite number > 0 (weight units)", binWidth, "Use 1 for random patterns.");
  const middle = Math.ceil(threshold / binWidth);
  const fewest = (2 * threshold) / MAXIMUM_BINS;
  check(middle <= MAXIMUM_BINS / 2, "binWidth", `≥ ${fewest} at threshold ${threshold}`, binWidth, "Use wider bins.");
  check(maxEpochs > 1, "maxEpochs", "≥ 2 for a distribution", maxEpochs, "It is counted from the second epoch on.");
  const store = new CachingStore({
    layers: [{ neuronCount: 1, inputCount: inputCount + 1 }],
    weights: initialWeights(inputCount, parameters),
    ...{ policy, threshold, decayTime, ledger: new Ledger(parameters) },
  });
  const task = randomTask(parameters, seed);
  const counts = new Float64Array(2 * middle + 1);
  const errorCounts: number[] = [];
  let [converged, updatesBefore] = [false, 0];
  const learner = ruleInStore(ruleOf(task, parameters), store);
  for (const step of learning(learner, passes(presentations(task), maxEpochs), quietPass(patternCount))) {
    const { timestepCount, updateCount } = step;
    if (timestepCount > patternCount) {
      for (const s of store.transient) counts[middle + Math.round(s / binWidth)]! += 1;
    }
    if (timestepCount % patternCount !== 0) continue;
    const errorCount = updateCount - updatesBefore;
    updatesBefore = updateCount;
    converged = errorCount === 0;
    if (timestepCount > patternCount) errorCounts.push(errorCount);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { binWidth, shares: Array.from(counts, (count) => count / total), errorCounts, converged };
}
