/** The same as moving-thresholds.mjs for the networks: a pattern of MNIST, and a presentation of the spiking network. */

import { pricesOf } from "../dist/caching/energies.js";
import { priced } from "../dist/caching/priced.js";
import { runParametersOf } from "../dist/mlp/engine.js";
import { kernelOf } from "../dist/mlp/kernel.js";
import { mlpSchema } from "../dist/mlp/parameters.js";
import { spikingEngines } from "../dist/spiking/engines.js";
import { learnUntilStable } from "../dist/spiking/learn-until-stable.js";
import { spikingSchema } from "../dist/spiking/parameters.js";

import { audioVisualPatterns } from "../dist/spiking/task.js";
import { runParametersOf as spikingRunParametersOf } from "../dist/spiking/tuning.js";
import { inPairs, timed } from "./measure.mjs";

const AT_MOST = 1.3;
/** Patterns that go by before timing begins, so that variances are known and s is spread out, and patterns a timing. */
const [BEFORE, PATTERNS] = [10_000, 5000];
const TIMES = [1000, Number.POSITIVE_INFINITY];

const decayName = (decayTime) => (decayTime === Number.POSITIVE_INFINITY ? "no decay" : `τ = ${decayTime}`);

/** The ratio of a case to `local-local` at a fixed θ. */
function cost(title, [fixed, moving], pairCount) {
  fixed();
  moving();
  const { ratio, ratios } = inPairs(fixed, moving, pairCount);
  return { title, ratio, ratios, asked: AT_MOST };
}

/** Three ways that are not at a fixed θ, with a θ for the one that is. */
const waysAt = (threshold) => [
  ["local-local adaptive", { policy: "local-local", threshold: "adaptive" }],
  [`local-excess, θ = ${threshold}`, { policy: "local-excess", threshold }],
  ["local-excess adaptive", { policy: "local-excess", threshold: "adaptive" }],
];

/**
 * Learning alone: a run also tests, which takes no longer with any policy.
 *
 * @param {import("../dist/tasks/digits.js").DigitTask} task
 */
export function measureMovingDigits(task, { quick }) {
  const THETA = 0.03;
  return TIMES.flatMap((decayTime) => {
    const learnerOf = (given) => {
      const common = { gradient: "authors", decayTime, maintenanceCost: 1e-3, maxPatterns: 1e8 };
      const kernel = kernelOf(task, runParametersOf(mlpSchema.parse({ ...common, ...given })), 1);
      kernel.learn(BEFORE);
      return () =>
        timed(() => {
          kernel.learn(PATTERNS);
          return { count: PATTERNS, outcome: {} };
        });
    };
    const fixed = learnerOf({ policy: "local-local", threshold: THETA });
    return waysAt(THETA).map(([name, given]) =>
      cost(`MNIST, ${name}, ${decayName(decayTime)}`, [fixed, learnerOf(given)], quick ? 3 : 9),
    );
  });
}

/** Whole runs, with the drawing of spikes. */
export function measureMovingSpikes({ quick }) {
  const THETA = 1e-10;
  return TIMES.flatMap((decayTime) => {
    const runOf = (given) => {
      const parameters = spikingSchema.parse({ decayTime, maintenanceCost: 1e-3, maxEpochs: 30, ...given });
      return () =>
        timed(() => {
          const patterns = audioVisualPatterns(parameters.patternCount, parameters.seed);
          const engine = spikingEngines.fast(spikingRunParametersOf(parameters), parameters.seed);
          const outcome = priced(learnUntilStable(engine, patterns, parameters.maxEpochs), pricesOf(parameters));
          return { count: outcome.presentationCount, outcome };
        });
    };
    const fixed = runOf({ policy: "local-local", threshold: THETA });
    return waysAt(THETA).map(([name, given]) =>
      cost(`spiking, ${name}, ${decayName(decayTime)}`, [fixed, runOf(given)], quick ? 3 : 9),
    );
  });
}
