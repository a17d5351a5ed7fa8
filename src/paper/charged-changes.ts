import type { PolicyAtThreshold } from "../caching/cache.js";
import type { JobOf, ResultOf } from "../jobs/index.js";
import type { SettingCounts } from "../perceptron/index.js";
import { seedsUpTo } from "./sample.js";
import type { Scale } from "./scale.js";

/**
 * The share of all changes of s that a cost b is charged on: not those that are consolidated in the step in which they
 * are made. With n steps to exceed θ a synapse on its own (local-local) takes n² changes to get there, and the last is free:
 * 1 − 1/n². Under local-global some synapse of many steps n times the same way at once, as long as 2ⁿ is small beside N,
 * so that every n-th change of all synapses is free: 1 − 1/n.
 */
export const CHARGED_POLICIES = ["local-local", "local-global"] as const;
export type ChargedPolicy = (typeof CHARGED_POLICIES)[number];

/** n */
export const STEPS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16];

/** The tasks of figure 2-costs. */
const SIZES: Record<Scale, { inputCount: number; seedCount: number }> = {
  quick: { inputCount: 500, seedCount: 20 },
  paper: { inputCount: 500, seedCount: 100 },
  tiny: { inputCount: 40, seedCount: 2 },
};

export const chargedShare = (policy: ChargedPolicy, steps: number): number =>
  1 - 1 / (policy === "local-local" ? steps ** 2 : steps);

/** Half-integer thresholds, so that no tie decides; n = 1 is θ = 0, which consolidates every change at once. */
const settings: PolicyAtThreshold[] = CHARGED_POLICIES.flatMap((policy) =>
  STEPS.map((steps) => ({ policy, threshold: steps === 1 ? 0 : steps - 0.5 })),
);

export function chargedJobs(scale: Scale): JobOf<"perceptron-settings">[] {
  const { inputCount, seedCount } = SIZES[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-settings",
    parameters: { inputCount, patternCount: inputCount, seed },
    settings,
  }));
}

/** The shares of the converged runs: |Δw| that is charged over all |Δw|, for n steps to exceed θ. */
export function chargedShares(resultOf: ResultOf, scale: Scale, policy: ChargedPolicy, steps: number): number[] {
  const index = CHARGED_POLICIES.indexOf(policy) * STEPS.length + STEPS.indexOf(steps);
  const runs = chargedJobs(scale).map((job): SettingCounts[] => resultOf(job));
  return runs
    .filter(([first]) => first!.converged)
    .map((outcomes) => outcomes[index]!.tally.transientChanged! / outcomes[0]!.tally.consolidated);
}
