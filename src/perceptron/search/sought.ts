import { SHARED, seedsOfRuns, seedsOfText } from "../../learner/shared-threshold.js";
import { UsageError } from "../../schema/usage-error.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronCounts, PerceptronEngine, RunParameters } from "../engine.js";
import { randomTask } from "../neuron/random-task.js";
import type { PerceptronParameters } from "../parameters.js";
import { searchThreshold, type TriedThresholds } from "./optimal-threshold.js";
import { searchSharedThreshold } from "./shared-threshold.js";

/** A threshold that was sought, and how that went. */
export interface Sought {
  found: { foundThreshold: number; sharedThreshold?: number; thresholdSearch: TriedThresholds };
  /** The run at that threshold, where the search has made it. */
  counts?: PerceptronCounts;
}

/** The seeds on which a shared threshold is found: those that are given, or all runs of these parameters. */
const sharingSeeds = (parameters: PerceptronParameters): number[] =>
  seedsOfText(parameters.thresholdSeeds ?? seedsOfRuns(parameters));

/**
 * Refuses to share a threshold where there is nobody to share it with, or nothing to tell the runs apart.
 *
 * @param own whether own patterns are learned
 * @throws UsageError
 */
export function checkSharing(parameters: PerceptronParameters, own: boolean): void {
  const { threshold, seed, runs } = parameters;
  if (threshold !== SHARED) return;
  if (own) {
    throw new UsageError(
      `threshold must be another than ${SHARED} for own patterns, which are the same in every run, so that there are no ` +
        "others to find θ on. Use auto.",
    );
  }
  const seeds = sharingSeeds(parameters);
  if (runs > 1 || seeds.some((one) => one !== seed)) return;
  throw new UsageError(
    `threshold ${SHARED} finds θ on other seeds than that of the run, and there is none beside seed ${seed}. ` +
      "Use 2 runs or more, give the seeds to find it on, such as 101..120 (thresholdSeeds), or use auto.",
  );
}

/** The threshold of a run for which it is asked in a word. */
export function soughtThreshold(
  engine: PerceptronEngine,
  task: PatternSet,
  run: Omit<RunParameters, "threshold">,
  parameters: PerceptronParameters,
): Sought {
  if (parameters.threshold === SHARED) {
    const taskOf = (seed: number) => randomTask(parameters, seed);
    const sharing = { seeds: sharingSeeds(parameters), taskOf };
    const { threshold, sharedThreshold, tried } = searchSharedThreshold(engine, sharing, run, parameters);
    return { found: { foundThreshold: threshold, sharedThreshold, thresholdSearch: tried } };
  }
  const { threshold, counts, ...tried } = searchThreshold(engine, task, run, parameters);
  return { counts, found: { foundThreshold: threshold, thresholdSearch: tried } };
}
