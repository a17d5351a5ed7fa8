import { offlineOptimumRemark } from "../caching/offline/why-undefined.js";
import { alternatives, toForgetLess, toRaise } from "../learner/advice.js";
import type { Learner } from "../learner/learner.js";
import { ownDigits } from "../tasks/own-data.js";
import { mlpEffort } from "./effort.js";
import { MAXIMUM_PATTERNS, type MlpParameters, mlpSchema, WEIGHT_UNIT } from "./parameters.js";
import { countMlp, type MlpRunCounts } from "./simulate.js";
import { mlpView } from "./view.js";

/** What may help networks that did not reach their accuracy. */
export function mlpAdvice(parameters: MlpParameters): string {
  const more = toRaise("maxPatterns", parameters.maxPatterns, MAXIMUM_PATTERNS);
  const advices = [...more, ...toForgetLess(parameters), "lower that accuracy"];
  return `They did not reach {targetAccuracy}: ${alternatives(advices)}.`;
}

/** The multilayer network, as the program lists it. */
export const mlpLearner = {
  name: "mlp",
  schema: mlpSchema,
  unit: WEIGHT_UNIT,
  data: ownDigits,
  run(options, task, onProgress) {
    if (task === undefined) throw new Error("the multilayer network learns images, and was given none");
    return countMlp(task, options, ({ patternCount }) => onProgress?.(patternCount));
  },
  progress: { unit: "patterns", total: ({ maxPatterns }) => maxPatterns },
  effort: mlpEffort,
  advice: mlpAdvice,
  remark: (parameters: MlpParameters) => offlineOptimumRemark(parameters),
  view: mlpView,
  jobKinds: async () => (await import("./job-kinds.js")).mlpJobKinds,
} as const satisfies Learner<typeof mlpSchema, MlpRunCounts, typeof ownDigits>;
