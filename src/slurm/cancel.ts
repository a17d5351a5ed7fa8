import { studyOfFolder } from "../study/journals/study-folder.js";
import { cancel } from "./client.js";
import type { SlurmJob } from "./queue.js";
import { activeSubmissions } from "./submissions.js";

export interface Cancelled {
  job: SlurmJob;
  taskCount: number;
}

/**
 * Takes every task of a study out of Slurm's queue. What is recorded stays.
 *
 * @throws {UsageError} if the folder holds no study
 * @throws {SlurmError} the first one, after all jobs have been tried
 */
export async function cancelStudy(folder: string): Promise<Cancelled[]> {
  studyOfFolder(folder);
  const active = await activeSubmissions(folder);
  const failures: unknown[] = [];
  for (const { name, job } of active) await cancel(name, job).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return active.map(({ job, tasks }) => ({ job, taskCount: tasks.length }));
}
