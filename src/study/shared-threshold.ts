import { SHARED } from "../learner/shared-threshold.js";
import type { Study } from "./study.js";
import type { Refuse } from "./study-data.js";

/** Whether some job finds its threshold together with those of other seeds. */
export const sharesThreshold = ({ fixed, axes }: Pick<Study, "fixed" | "axes">): boolean =>
  fixed.threshold === SHARED || axes.some(({ key, values }) => key === "threshold" && values.includes(SHARED));

/** Refuses a study whose jobs would have nobody to share their threshold with. */
export function checkSharing(study: Omit<Study, "datasets">, refuse: Refuse): void {
  if (!sharesThreshold(study)) return;
  const { fixed, axes, seeds, ownData } = study;
  const key = fixed.threshold === SHARED ? ["parameters", "threshold"] : ["grid", "threshold"];
  if (ownData !== undefined) {
    refuse(key, `must be another than ${SHARED} for own patterns, which are the same for every seed. Use auto.`);
  }
  const areGiven = fixed.thresholdSeeds !== undefined || axes.some((axis) => axis.key === "thresholdSeeds");
  if (seeds.length > 1 || areGiven) return;
  refuse(
    key,
    `is ${SHARED}, by which θ of a run is found on the other seeds, and the study has one. Give more, seeds: 1..20 ` +
      "say, or those to find it on, as thresholdSeeds.",
  );
}
