import { offlineOptimumRemark } from "../caching/offline/why-undefined.js";
import { sentence, toForgetLess, toRaise } from "../learner/advice.js";
import type { Learner } from "../learner/learner.js";
import {
  MAXIMUM_EPOCHS,
  type SpikingOptions,
  type SpikingParameters,
  spikingSchema,
  WEIGHT_UNIT,
} from "./parameters.js";
import { countSpiking, type SpikingRunCounts } from "./simulate.js";
import { traceAfterLearning } from "./trace.js";
import { spikingView } from "./view.js";

/** Measured seconds on one core. */
const PRESENTATION = { fast: 0.05e-3, reference: 0.2e-3 };
/** Passes that the network takes, roughly: 50 on average at 1 pattern, 95 at 16. */
const TYPICAL_EPOCHS = 70;

function effort({ patternCount = 5, maxEpochs = 1000, engine = "fast" }: SpikingOptions): number {
  return patternCount * Math.min(maxEpochs, TYPICAL_EPOCHS) * PRESENTATION[engine];
}

/** Passes over which weights have to stay where they are. */
const STABLE_PASSES = 10;

/** What may help networks whose weights did not become stable. */
export function spikingAdvice(parameters: SpikingParameters): string {
  const { maxEpochs } = parameters;
  if (maxEpochs < STABLE_PASSES) {
    return `Raise {maxEpochs}: weights have to be stable over ${STABLE_PASSES} passes, and there were ${maxEpochs}.`;
  }
  const advices = [...toRaise("maxEpochs", maxEpochs, MAXIMUM_EPOCHS), ...toForgetLess(parameters)];
  return sentence(advices.length > 0 ? advices : ["lower {patternCount}"]);
}

/** The spiking network, as the program lists it. */
export const spikingLearner = {
  name: "spiking",
  schema: spikingSchema,
  unit: WEIGHT_UNIT,
  data: null,
  run: (options) => countSpiking(options),
  effort,
  advice: spikingAdvice,
  remark: (parameters: SpikingParameters) => offlineOptimumRemark(parameters),
  view: spikingView,
  tables: [
    {
      key: "trace",
      description:
        "write a CSV of one presentation after the first run: membrane potential (V), spike counts and weights (S), a row a step of 0.1 ms",
      rowsOf: traceAfterLearning,
    },
  ],
} as const satisfies Learner<typeof spikingSchema, SpikingRunCounts, null>;
