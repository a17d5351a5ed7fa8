import { cancel, type SlurmJob } from "./slurm-client.js";
import { activeSubmissions } from "./slurm-submissions.js";
import { studyOfFolder } from "./study-folder.js";

export interface Cancelled {
  job: SlurmJob;
  taskCount: number;
}

/**
 * Takes every task of a study out of Slurm's queue. What is recorded stays.
 *
 * @throws {UsageError} if the folder holds no study
 */
export async function cancelStudy(folder: string): Promise<Cancelled[]> {
  studyOfFolder(folder);
  const active = await activeSubmissions(folder);
  for (const { job } of active) await cancel(job);
  return active.map(({ job, tasks }) => ({ job, taskCount: tasks.length }));
}
