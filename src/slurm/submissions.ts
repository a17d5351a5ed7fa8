import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { LARGEST_TEXT, readInputFile } from "../node/files/files.js";
import { writeFileAtomically } from "../node/files/output-folder.js";
import { namesIn } from "../node/files/own-files.js";
import { printable } from "../schema/program-text.js";
import { UsageError } from "../schema/usage-error.js";
import { z } from "../schema/zod.js";
import { type QueuedTask, queuedTasks, type SlurmJob } from "./queue.js";

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
  /** Clusters that sbatch chose from, where there are several. */
  clusters?: string;
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
export const recordFile = (folder: string, number: number): string =>
  join(slurmFolder(folder), `submission-${digits(number)}.json`);
export const logFile = (folder: string, number: number, task: number): string =>
  join(logFolder(folder), `${digits(number)}-task-${task}.log`);
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
  const numbers = namesIn(slurmFolder(folder)).flatMap((name) => {
    const match = /^submission-(\d+)\.json$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
  return numbers.sort((a, b) => a - b).map((number) => read(recordFile(folder, number)));
}

/** What is handed on to programs of Slurm, or counted with; the rest is for people. */
const recordShape = z.looseObject({
  number: z.int().min(1),
  name: z.string().regex(/^[\w.-]+$/),
  job: z
    .object({
      id: z.string().regex(/^\d+$/),
      cluster: z
        .string()
        .regex(/^[\w.-]+$/)
        .optional(),
    })
    .nullable(),
  clusters: z
    .string()
    .regex(/^[\w.,-]+$/)
    .optional(),
  shardCount: z.int().min(1),
  shards: z.array(z.int().min(1)),
});

function read(file: string): Submission {
  const refusal = (why: string, cause?: unknown): UsageError =>
    new UsageError(
      `${file} is not the record of a submission that it should be: ${why}. ` +
        "Once squeue shows that no task of the study is queued, remove it.",
      { cause },
    );
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(readInputFile(file, LARGEST_TEXT)).toString("utf8"));
  } catch (error) {
    throw refusal(printable((error as Error).message, 200), error);
  }
  const { success, error } = recordShape.safeParse(content);
  if (success) return content as Submission;
  const [issue] = error.issues;
  throw refusal(`${issue!.path.join(".") || "the document"}: ${printable(issue!.message, 200)}`, error);
}

/** A submission with the tasks of it that are queued or running. */
export interface ActiveSubmission extends Submission {
  job: SlurmJob;
  tasks: QueuedTask[];
}

/** Asks Slurm which submissions still have tasks. One whose answer was lost may be in the queue more than once. */
export async function activeSubmissions(folder: string): Promise<ActiveSubmission[]> {
  const active: ActiveSubmission[] = [];
  for (const submission of submissionsOf(folder)) {
    const jobs = new Map<string, ActiveSubmission>();
    for (const task of await queuedTasks(submission.name, submission.job, submission.clusters)) {
      const { jobId: id, cluster } = task;
      const key = `${id};${cluster ?? ""}`;
      const job = submission.job ?? { id, ...(cluster === undefined ? {} : { cluster }) };
      const found = jobs.get(key) ?? { ...submission, job, tasks: [] };
      jobs.set(key, found);
      found.tasks.push(task);
    }
    active.push(...jobs.values());
  }
  return active;
}
