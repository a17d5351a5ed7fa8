import type { DeviceUse } from "../devices/index.js";
import type { WeightTrajectory } from "../sources/trajectory.js";
import type { AccountRun } from "./account-run.js";
import type { Totals } from "./totals.js";

/** Steps of training that a row stands for, where the rows are checkpoints that all lie as many apart. */
const stepsOfRow = ({ checkpoints, stepsBetween }: Pick<WeightTrajectory, "checkpoints" | "stepsBetween">): number =>
  checkpoints && stepsBetween && stepsBetween.least === stepsBetween.most ? stepsBetween.most : 1;

/**
 * What a trajectory under a policy asks of a pair of cells. Between checkpoints what is held goes on being held.
 *
 * @param direct the same trajectory with every change persistent at once: what a volatile cell in front is written with
 */
export function deviceUseOf(
  run: AccountRun,
  totals: Totals,
  direct: Totals,
  source: Pick<WeightTrajectory, "checkpoints" | "stepsBetween">,
): DeviceUse {
  const steps = stepsOfRow(source);
  const written = (of: Totals) => ({ amount: of.tally(false).consolidated, count: of.writes.writeCount });
  return {
    persistent: { ...written(totals), largestCount: totals.writes.largestWriteCount },
    changes: written(direct),
    transientHeld: steps * totals.tally(false).transientHeld,
    timestepCount: steps * run.stepCount,
    synapseCount: run.synapseCount,
    unbuffered: { ...written(direct), largestCount: direct.writes.largestWriteCount },
  };
}
