import { SHARED } from "../learner/shared-threshold.js";

/** Words in the place of a threshold that is found, and what they do. */
export const soughtThresholds = {
  auto: "the θ of least energy, for each run its own: its energy is that of the luckiest θ",
  [SHARED]: "one θ of least mean energy for all runs; each run has the θ that is best for the others",
} as const;

export type SoughtThreshold = keyof typeof soughtThresholds;

export const soughtThresholdNames = Object.keys(soughtThresholds) as [SoughtThreshold, ...SoughtThreshold[]];

/**
 * What to know of energies at a threshold that was chosen for them.
 *
 * @param own whether own patterns are learned, which are the same in every run
 */
export function thresholdRemark({ threshold }: { threshold: unknown }, own: boolean): string | undefined {
  if (threshold !== "auto") return undefined;
  const luck = "θ is chosen for each run, so that its energy is that of the luckiest θ";
  return own ? `${luck}.` : `${luck}. {threshold} ${SHARED} finds one θ for all runs, each time on the others.`;
}
