import { offlineOptimumRemark } from "../caching/offline/why-undefined.js";
import type { PerceptronParameters } from "./parameters.js";
import { thresholdRemark } from "./search/sought-thresholds.js";

/**
 * What to know of the numbers before they are read.
 *
 * @param own whether own patterns are learned
 */
export function perceptronRemark(parameters: PerceptronParameters, own: boolean): string | undefined {
  const remarks = [thresholdRemark(parameters, own), offlineOptimumRemark(parameters)];
  const given = remarks.filter((remark) => remark !== undefined);
  return given.length === 0 ? undefined : given.join("\n");
}
