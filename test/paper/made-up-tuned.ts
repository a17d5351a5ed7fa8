import type { JobOf } from "../../src/jobs/index.js";
import { thresholdsTried } from "../../src/paper/beyond/fixed-thresholds.js";
import { energyAt } from "../../src/paper/priced.js";
import type { PerceptronRunCounts } from "../../src/perceptron/index.js";
import { costing } from "./made-up-counts.js";
import { classicRun, landscapeOutcomes, thresholdOutcomes } from "./made-up-perceptron.js";

/** Shares of the energy at the best fixed threshold: of what tunes itself, and of who knows the future. */
const TUNED = 0.7;
const OFFLINE = 0.5;

/** Whether a run finds its threshold, or its period, while it learns. */
export const isTuned = ({ parameters: { policy, threshold } }: JobOf<"perceptron">): boolean =>
  policy === "clock" || threshold === "adaptive";

/** A run that takes this share of the least energy that `local-local` takes with the same seed, whatever its policy. */
export function tunedRun(job: JobOf<"perceptron">): PerceptronRunCounts {
  const { policy: _, threshold: __, maintenanceCost, offlineOptimum, ...parameters } = job.parameters;
  const decayTime = Number(parameters.decayTime ?? Number.POSITIVE_INFINITY);
  const thresholds = thresholdsTried("local-local", decayTime);
  const policy = "local-local";
  const tried =
    decayTime === Number.POSITIVE_INFINITY
      ? landscapeOutcomes({
          ...{ kind: "perceptron-settings", parameters },
          settings: thresholds.map((threshold) => ({ policy, threshold })),
        })
      : thresholdOutcomes({ kind: "perceptron-thresholds", parameters, thresholds });
  const energies = tried
    .filter(({ converged }) => converged)
    .map((one) => energyAt(one, { maintenanceCost: Number(maintenanceCost) }));
  const least = Math.min(...energies);
  const run = costing(classicRun(job), TUNED * least);
  return { ...run, foundThreshold: 1, ...(offlineOptimum ? { offlineOptimum: OFFLINE * least } : {}) };
}
