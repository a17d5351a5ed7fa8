/** A list of a hundred thresholds against a single one: without decay one trajectory serves all. */
import { pricesOf } from "../dist/caching/energies.js";
import { priced } from "../dist/caching/priced.js";
import { perceptronEngines } from "../dist/perceptron/engines.js";
import { randomPatterns } from "../dist/tasks/index.js";
import { perceptronParameters, SEEDS } from "./cases.mjs";
import { disagreement, inPairs, timed } from "./measure.mjs";

const LENGTH = 100;
/** Half-integers, so that no |s| equals a threshold; sums over a thousand synapses are some hundred times as large. */
const thresholdsOf = (policy) =>
  Array.from({ length: LENGTH }, (_, k) => ({ policy, threshold: (policy === "global-global" ? 400 : 1) * k + 0.5 }));

function cost(patternCount, policy, pairCount) {
  const list = thresholdsOf(policy);
  const single = list.slice(4, 5);
  const parameters = perceptronParameters({ patternCount, seed: SEEDS[patternCount] });
  const run = (settings) => () =>
    timed(() => {
      const task = randomPatterns(parameters.inputCount, patternCount, parameters.seed);
      const outcomes = perceptronEngines.fast.runMany(task, parameters, settings);
      return { count: 1, outcome: priced(outcomes.at(settings === list ? 4 : 0), pricesOf(parameters)) };
    });
  const [one, all] = [run(single), run(list)];
  const difference = disagreement(one().outcome, all().outcome, 0);
  if (difference !== null) throw new Error(`${LENGTH} thresholds at once: ${difference}`);
  const { ratio, ratios } = inPairs(one, all, pairCount);
  return { title: `${LENGTH} thresholds, perceptron P ${patternCount}, ${policy}`, ratio, ratios, asked: 4 };
}

/** @param {{ quick: boolean }} context */
export const measureThresholds = ({ quick }) =>
  [
    [1000, "local-global"],
    [1000, "local-local"],
    [1000, "global-global"],
    [1900, "local-global"],
  ].map(([patternCount, policy]) => cost(patternCount, policy, quick ? 3 : 7));
