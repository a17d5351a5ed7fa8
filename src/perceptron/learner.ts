import type { Learner } from "../learner/learner.js";
import { ownPatterns } from "../tasks/own-data.js";
import { perceptronAdvice } from "./advice.js";
import { countPerceptron, type PerceptronRunCounts } from "./count.js";
import { perceptronEffort } from "./effort.js";
import { checkFastEngineBytes, fastEngineBytes } from "./fast/memory.js";
import { perceptronSchema, WEIGHT_UNIT } from "./parameters.js";
import { perceptronRemark } from "./remark.js";
import { perceptronView } from "./view.js";

/** The perceptron, as the program lists it. */
export const perceptronLearner = {
  name: "perceptron",
  schema: perceptronSchema,
  unit: WEIGHT_UNIT,
  data: ownPatterns,
  run: (options, task) => countPerceptron(options, task === undefined ? {} : { task }),
  effort: (options) => perceptronEffort(options),
  memory(parameters, own) {
    if (parameters.engine !== "fast") return 0;
    const bytes = fastEngineBytes(parameters, parameters);
    // What own patterns need depends on what they hold: the engine sees to it.
    if (!own) checkFastEngineBytes(bytes, parameters);
    return bytes;
  },
  advice: perceptronAdvice,
  remark: perceptronRemark,
  view: perceptronView,
  jobKinds: async () => (await import("./job-kinds.js")).perceptronJobKinds,
} as const satisfies Learner<typeof perceptronSchema, PerceptronRunCounts, typeof ownPatterns>;
