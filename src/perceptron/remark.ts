import { whyNoOfflineOptimum } from "./count.js";
import type { PerceptronParameters } from "./parameters.js";
import { thresholdRemark } from "./search/sought-thresholds.js";

/**
 * What to know of the numbers before they are read.
 *
 * @param own whether own patterns are learned
 */
export function perceptronRemark(parameters: PerceptronParameters, own: boolean): string | undefined {
  const reason = parameters.offlineOptimum === true ? whyNoOfflineOptimum(parameters) : null;
  const optimum = reason === null ? undefined : `there is no offline optimum, and no regret: ${reason}.`;
  const remarks = [thresholdRemark(parameters, own), optimum].filter((remark) => remark !== undefined);
  return remarks.length === 0 ? undefined : remarks.join("\n");
}
