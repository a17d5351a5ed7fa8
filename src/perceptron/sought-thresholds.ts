import { SHARED } from "../learner/shared-threshold.js";

/** Words in the place of a threshold that is found, and what they do. */
export const soughtThresholds = {
  auto: "the θ of least energy, for each run its own: its energy is that of the luckiest θ",
  [SHARED]: "one θ of least mean energy for all runs; each run has the θ that is best for the others",
} as const;

export type SoughtThreshold = keyof typeof soughtThresholds;

export const soughtThresholdNames = Object.keys(soughtThresholds) as [SoughtThreshold, ...SoughtThreshold[]];
