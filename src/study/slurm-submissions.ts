import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../node/output-folder.js";
import { UsageError } from "../schema/usage-error.js";
import type { QueuedTask, SlurmJob } from "./slurm-client.js";
import { findJob, queuedTasks } from "./slurm-client.js";

/** Scripts, records of what was submitted, and what tasks print. */
export const slurmFolder = (folder: string): string => join(folder, "slurm");
export const logFolder = (folder: string): string => join(slurmFolder(folder), "logs");

/** One call of sbatch for a study. */
export interface Submission {
  number: number;
  /** The name of the job in Slurm's queue, which no other submission has. */
  name: string;
  /** Null when the process ended before it knew; the name finds it. */
  job: SlurmJob | null;
  /** Parts the study was divided into, and those of them that are tasks of this job. */
  shardCount: number;
  shards: number[];
  /** Of the study's document, as it was submitted. */
  studySha256: string;
  submittedAt: string;
}

const digits = (number: number): string => String(number).padStart(4, "0");
export const scriptFile = (folder: string, number: number): string =>
  resolve(slurmFolder(folder), `submission-${digits(number)}.sh`);
const recordFile = (folder: string, number: number): string =>
  join(slurmFolder(folder), `submission-${digits(number)}.json`);
/** Where the tasks print, as sbatch takes it: `%a` becomes the number of the task and `%%` a per cent sign. */
export const logPattern = (folder: string, number: number): string =>
  join(resolve(logFolder(folder)).replaceAll("%", "%%"), `${digits(number)}-task-%a.log`);

/** @throws {UsageError} for a backslash, which Slurm removes, and which it takes to forbid `%a` */
export function refuseFolder(folder: string): void {
  const path = resolve(folder);
  if (!path.includes("\\")) return;
  throw new UsageError(
    `Slurm finds no folder with a backslash in its path, got ${JSON.stringify(path)}. Give another folder to --out.`,
  );
}

export function writeSubmission(folder: string, submission: Submission): void {
  writeFileAtomically(recordFile(folder, submission.number), `${JSON.stringify(submission, null, 2)}\n`);
}

/** All submissions of a study, the first one first. */
export function submissionsOf(folder: string): Submission[] {
  if (!existsSync(slurmFolder(folder))) return [];
  const numbers = readdirSync(slurmFolder(folder)).flatMap((name) => {
    const match = /^submission-(\d+)\.json$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
  return numbers.sort((a, b) => a - b).map((number) => read(recordFile(folder, number)));
}

const count = z.int().min(1);

const submissionSchema = z.looseObject({
  number: count,
  name: z.string(),
  job: z.looseObject({ id: z.string(), cluster: z.string().optional() }).nullable(),
  shardCount: count,
  shards: z.array(count),
  studySha256: z.string(),
  submittedAt: z.string(),
});

function read(file: string): Submission {
  try {
    return submissionSchema.parse(JSON.parse(readFileSync(file, "utf8"))) as Submission;
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue === undefined ? (cause as Error).message : [...issue.path, issue.message].join(": ");
    throw new UsageError(
      `${file} is not the JSON it should be: ${reason}. ` +
        "Once squeue shows that no task of the study is queued, remove it.",
      { cause },
    );
  }
}

/** A submission with the tasks of it that are queued or running. */
export interface ActiveSubmission extends Submission {
  job: SlurmJob;
  tasks: QueuedTask[];
}

/** Asks Slurm which submissions still have tasks. */
export async function activeSubmissions(folder: string): Promise<ActiveSubmission[]> {
  const active: ActiveSubmission[] = [];
  for (const submission of submissionsOf(folder)) {
    const job = submission.job ?? (await findJob(submission.name));
    if (job === null) continue;
    const tasks = await queuedTasks(job);
    if (tasks.length > 0) active.push({ ...submission, job, tasks });
  }
  return active;
}
