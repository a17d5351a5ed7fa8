/** A presentation with a threshold that moves, or that s stays at, against one with `local-local` at a fixed threshold. */

import { runParametersOf } from "../dist/perceptron/count.js";
import { perceptronEngines } from "../dist/perceptron/engines.js";
import { movingCache } from "../dist/perceptron/tuning.js";
import { randomPatterns } from "../dist/tasks/index.js";
import { perceptronParameters, SEEDS } from "./cases.mjs";
import { inPairs, timed } from "./measure.mjs";

const AT_MOST = 1.3;

function cost([title, given], decayTime, pairCount) {
  const runOf = (options) => {
    const parameters = perceptronParameters({ patternCount: 1000, seed: SEEDS[1000], decayTime, ...options });
    return () =>
      timed(() => {
        const task = randomPatterns(parameters.inputCount, parameters.patternCount, parameters.seed);
        const run = { ...runParametersOf(parameters), ...movingCache(task, parameters) };
        const outcome = perceptronEngines.fast.run(task, run);
        return { count: outcome.timestepCount, outcome };
      });
  };
  const [fixed, moving] = [runOf({ policy: "local-local", threshold: 15.5 }), runOf(given)];
  fixed();
  moving();
  const { ratio, ratios } = inPairs(fixed, moving, pairCount);
  const decay = decayTime === Number.POSITIVE_INFINITY ? "no decay" : `τ = ${decayTime}`;
  return { title: `${title}, ${decay}`, ratio, ratios, asked: AT_MOST };
}

const CASES = [
  ["local-local adaptive", { policy: "local-local", threshold: "adaptive" }],
  ["local-excess, θ = 15", { policy: "local-excess", threshold: 15 }],
  ["local-excess adaptive", { policy: "local-excess", threshold: "adaptive" }],
];

/** @param {{ quick: boolean }} context */
export const measureMovingThresholds = ({ quick }) =>
  [Number.POSITIVE_INFINITY, 1e4].flatMap((decayTime) => CASES.map((one) => cost(one, decayTime, quick ? 3 : 9)));
