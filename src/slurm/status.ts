import { indexJournals } from "../study/journals/index-journals.js";
import { studyOfFolder } from "../study/journals/study-folder.js";
import { type SilentTask, silentTasksOf } from "./logs.js";
import { missingByShard } from "./plan.js";
import { activeSubmissions, submissionsOf } from "./submissions.js";

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
  /** Tasks that have ended and recorded nothing, if there are any; the first few. */
  silentTasks?: SilentTask[];
}

/** Asks Slurm for the tasks of a study; null if none was ever submitted. */
export async function queueStatusOf(folder: string): Promise<QueueStatus | null> {
  const submissions = submissionsOf(folder);
  const last = submissions.at(-1);
  if (last === undefined) return null;
  const active = await activeSubmissions(folder);
  const jobs = active.map(({ job, shardCount, tasks }) => {
    const states: Record<string, number> = {};
    for (const { state } of tasks) states[state] = (states[state] ?? 0) + 1;
    const reasons = tasks.filter(({ state, reason }) => state === "PENDING" && reason !== "None");
    return { job: job.id, shardCount, states, reasons: [...new Set(reasons.map(({ reason }) => reason))] };
  });
  const busy = new Set(active.flatMap(({ tasks }) => tasks.map(({ index }) => index)));
  const study = studyOfFolder(folder);
  const { done } = indexJournals(folder);
  // All tasks in the queue are of one division of the study: submitting sees to that.
  const missing = missingByShard(study, active[0]?.shardCount ?? 1, done);
  const unassigned = [...missing].filter(([shard]) => !busy.has(shard)).map(([, count]) => count);
  const unassignedCount = unassigned.reduce((total, count) => total + count, 0);
  const missingOfLast = new Set(missingByShard(study, last.shardCount, done).keys());
  const silentTasks = silentTasksOf(folder, submissions, active, missingOfLast);
  return { jobs, unassignedCount, ...(silentTasks.length === 0 ? {} : { silentTasks }) };
}
