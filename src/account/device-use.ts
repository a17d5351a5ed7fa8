import type { DeviceUse } from "../devices/index.js";
import type { AccountRun } from "./account-run.js";
import type { Totals } from "./totals.js";

/**
 * What a trajectory under a policy asks of a pair of cells.
 *
 * @param direct the same trajectory with every change persistent at once: what a volatile cell in front is written with
 */
export function deviceUseOf(run: AccountRun, totals: Totals, direct: Totals): DeviceUse {
  const written = (of: Totals) => ({ amount: of.tally(false).consolidated, count: of.writes.writeCount });
  return {
    persistent: { ...written(totals), largestCount: totals.writes.largestWriteCount },
    changes: written(direct),
    transientHeld: totals.tally(false).transientHeld,
    timestepCount: run.stepCount,
    synapseCount: run.synapseCount,
    unbuffered: { ...written(direct), largestCount: direct.writes.largestWriteCount },
  };
}
