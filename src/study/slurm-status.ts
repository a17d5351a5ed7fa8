import { indexJournals } from "./index-journals.js";
import { missingByShard } from "./slurm-plan.js";
import { activeSubmissions, submissionsOf } from "./slurm-submissions.js";
import { studyOfFolder } from "./study-folder.js";

/** What Slurm's queue holds of a study. */
export interface QueueStatus {
  jobs: {
    job: string;
    shardCount: number;
    /** Tasks in every state, RUNNING and PENDING first of all. */
    states: Record<string, number>;
    /** Why tasks are pending, in Slurm's words. */
    reasons: string[];
  }[];
  /** Missing jobs that no task in the queue has before it. */
  unassignedCount: number;
}

/** Asks Slurm for the tasks of a study; null if none was ever submitted. */
export async function queueStatusOf(folder: string): Promise<QueueStatus | null> {
  if (submissionsOf(folder).length === 0) return null;
  const active = await activeSubmissions(folder);
  const jobs = active.map(({ job, shardCount, tasks }) => {
    const states: Record<string, number> = {};
    for (const { state } of tasks) states[state] = (states[state] ?? 0) + 1;
    const reasons = tasks.filter(({ state, reason }) => state === "PENDING" && reason !== "None");
    return { job: job.id, shardCount, states, reasons: [...new Set(reasons.map(({ reason }) => reason))] };
  });
  const busy = new Set(active.flatMap(({ tasks }) => tasks.map(({ index }) => index)));
  // All tasks in the queue are of one division of the study: submitting sees to that.
  const missing = missingByShard(studyOfFolder(folder), active[0]?.shardCount ?? 1, indexJournals(folder).done);
  const unassigned = [...missing].filter(([shard]) => !busy.has(shard)).map(([, count]) => count);
  return { jobs, unassignedCount: unassigned.reduce((total, count) => total + count, 0) };
}
