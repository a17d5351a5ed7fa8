import type { JobOf, ResultOf } from "../../jobs/index.js";
import { leastOf } from "../../math/least.js";
import type { SettingCounts } from "../../perceptron/index.js";
import { excessSteadyState, perceptronLearning } from "../../theory/index.js";
import { LANDSCAPE, type LandscapePolicy, type LandscapeRun, landscapeJobs, optimum, toRun } from "../landscape.js";
import { energyAt } from "../priced.js";
import type { Scale } from "../scale.js";

/** The policy that leaves s at θ, which the paper does not have. */
export const EXCESS = "local-excess";

/** Its series in figures of the paper, so that no one takes it for one of the paper's policies. */
export const EXCESS_SERIES = "local-excess (beyond the paper)";

/** Its colour and marker: the first after those of the paper's three policies, in every figure of the paper. */
export const EXCESS_LOOK = 3;

/**
 * The same tasks, costs and range of thresholds as in the landscape of figures 2B, 2C and 4B, in jobs of their own: without decay
 * the trajectory is the same. θ is an integer, as s stays at θ: from there it moves in steps of 1, and 0 is one of its places.
 */
export const excessJobs = (scale: Scale): JobOf<"perceptron-settings">[] =>
  landscapeJobs(scale).map(({ kind, parameters, settings }) => ({
    ...{ kind, parameters },
    settings: settings
      .filter(({ policy }) => policy === "local-local")
      .map(({ threshold }) => ({ policy: EXCESS, threshold: Math.ceil(threshold) })),
  }));

/** One converged run of the landscape, and what consolidating the excess comes to in it, threshold by threshold. */
export interface ExcessRun extends LandscapeRun {
  excess: readonly SettingCounts[];
}

/** The converged runs of all seeds, in the order of `landscape`. */
export function excessLandscape(resultOf: ResultOf, scale: Scale): ExcessRun[] {
  const others = excessJobs(scale);
  return landscapeJobs(scale).flatMap((job, i) => {
    const outcomes = resultOf(job);
    return outcomes[0]!.converged ? [{ ...toRun(outcomes), excess: resultOf(others[i]!) }] : [];
  });
}

/** The least energy of local-excess in one run, and the threshold it takes; among equals the smallest threshold. */
function excessOptimum({ excess }: ExcessRun, maintenanceCost: number) {
  const energyOf = (point: SettingCounts): number => energyAt(point, { maintenanceCost });
  const best = leastOf(excess, energyOf)!;
  return { energy: energyOf(best), threshold: best.threshold };
}

/** A policy of the paper, or the one that it does not have, by the names of their series. */
export type ShownPolicy = LandscapePolicy | typeof EXCESS_SERIES;

/** `optimum` of either. */
export const optimumOf = (run: ExcessRun, policy: ShownPolicy, maintenanceCost: number) =>
  policy === EXCESS_SERIES ? excessOptimum(run, maintenanceCost) : optimum(run, policy, maintenanceCost);

/**
 * NK/(2θ) + Nθ/2 + cNTθ/2 by the threshold and the cost: the power of a walk that is reflected at ±θ, for all of learning, and
 * what is in s at its end.
 */
export function excessTheory(scale: Scale): (threshold: number, maintenanceCost: number) => number {
  const { inputCount, patternCount } = LANDSCAPE[scale];
  const { updateCount, timestepCount } = perceptronLearning(inputCount, patternCount);
  const walk = { updateVariance: updateCount / timestepCount, decayTime: Number.POSITIVE_INFINITY };
  return (threshold, maintenanceCost) => {
    const state = excessSteadyState(walk, threshold, maintenanceCost);
    const power = state.consolidationPower + state.maintenancePower;
    return inputCount * (timestepCount * power + state.meanTransient);
  };
}
