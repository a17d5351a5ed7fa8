import { type DeviceCosts, type DeviceSetting, type DeviceUse, deviceCosts } from "../../devices/index.js";
import type { CountedRun, Learner } from "../../learner/learner.js";
import { runInParallel } from "../../node/workers/parallel-runs.js";
import type { LearnedData, RunParameters } from "../learned-data.js";

const writtenOf = ({ tally }: CountedRun) => ({ amount: tally.consolidated, count: tally.writeCount! });

/**
 * What a run did, in counts. Every change of a weight is written into the volatile cell: as many as without a cache, for as many
 * updates as there were with it. Without decay the trajectory is the same, and so is their number.
 */
function useOf(run: CountedRun, unbuffered: CountedRun): DeviceUse {
  const { updateCount, timestepCount } = run as unknown as Record<"updateCount" | "timestepCount", number>;
  const without = writtenOf(unbuffered);
  const updates = (unbuffered as unknown as { updateCount: number }).updateCount;
  const share = updates === 0 ? 0 : updateCount / updates;
  const writes = run.writesBySynapse!;
  const largestOf = (counts: Uint32Array): number => counts.reduce((largest, count) => Math.max(largest, count), 0);
  return {
    persistent: { ...writtenOf(run), largestCount: largestOf(writes) },
    changes: { amount: share * without.amount, count: share * without.count },
    transientHeld: run.tally.transientHeld,
    timestepCount,
    synapseCount: writes.length,
    unbuffered: { ...without, largestCount: largestOf(unbuffered.writesBySynapse!) },
  };
}

/** What every run takes in cells. Each is run once more without a cache, to be compared with. */
export async function costsOfRuns(
  learner: Learner,
  learned: LearnedData,
  { setting, runs, threads }: { setting: DeviceSetting; runs: readonly CountedRun[]; threads: number },
): Promise<{ seed: number; costs: DeviceCosts }[]> {
  const parameters: RunParameters = { ...learned.parameters, policy: "none" };
  const unbuffered: CountedRun[] = [];
  await runInParallel(
    learner,
    { ...learned, parameters },
    threads,
    () => undefined,
    (run) => void unbuffered.push(run),
  );
  return runs.map((run, k) => ({ seed: run.seed, costs: deviceCosts(useOf(run, unbuffered[k]!), setting) }));
}
