import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { codeFingerprint } from "../node/code-fingerprint.js";
import { prepareOutputFolder, writeFileAtomically } from "../node/files/output-folder.js";
import { takeLock } from "../node/locks/take-lock.js";
import { UsageError } from "../schema/usage-error.js";
import { indexJournals } from "../study/journals/index-journals.js";
import { recordedBy } from "../study/journals/programs.js";
import { openStudyFolder, studyFile, studyOfFolder } from "../study/journals/study-folder.js";
import { estimateStudy } from "../study/running/estimate.js";
import { WHOLE } from "../study/running/shard.js";
import type { Study } from "../study/study.js";
import { formatArray } from "./array.js";
import { SlurmError } from "./call.js";
import { chosenClusters, largestArray, requireSlurm, submit } from "./client.js";
import type { SlurmOptions } from "./options.js";
import { missingByShard, shardCountFor } from "./plan.js";
import type { SlurmJob } from "./queue.js";
import { arrayScript } from "./script.js";
import {
  type ActiveSubmission,
  activeSubmissions,
  logFolder,
  logPattern,
  recordFile,
  refuseFolder,
  type Submission,
  scriptFile,
  slurmFolder,
  submissionsOf,
  writeSubmission,
} from "./submissions.js";

export interface SubmitOptions extends SlurmOptions {
  /** How the program is started on a node: Node and the main file. */
  program: readonly string[];
  /** Worker threads, and processors, of a task. */
  threads: number;
  /** About how long a task is to last; the earlier division stays where this is absent and the jobs are the same. */
  taskSeconds?: number;
  /** Submit jobs again that another program has recorded. */
  recomputeOld?: boolean;
}

/** What was submitted; null as `job` where there was nothing to submit. */
export interface Submitted {
  job: SlurmJob | null;
  script: string | null;
  shardCount: number;
  taskCount: number;
  /** Jobs without a run: those of the new tasks, and those that tasks of earlier submissions have before them. */
  submittedCount: number;
  underWayCount: number;
}

/** Long enough that starting the program does not matter, and short enough that little is lost with a task. */
export const DEFAULT_TASK_SECONDS = 300;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A word for Slurm's queue that no other submission has. */
function jobName(study: Study): string {
  const word = study.name.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 24);
  return `${word}-${randomBytes(4).toString("hex")}`;
}

/**
 * Submits what is missing of a study and under way nowhere, as one array job; returns when it is in the queue.
 *
 * @throws {UsageError} where Slurm is not, where the folder holds another study, or one whose tasks are still queued
 */
export async function submitStudy(folder: string, study: Study, options: SubmitOptions): Promise<Submitted> {
  await requireSlurm();
  refuseFolder(folder);
  const limit = await largestArray();
  await refuseChangeUnderWay(folder, study);
  openStudyFolder(folder, study);
  prepareOutputFolder(logFolder(folder));
  const work = { what: "a submission of this study", remedy: "Wait until it has ended, or end it" };
  const lock = await takeLock(slurmFolder(folder), "submission", work);
  try {
    return await submitMissing(folder, study, options, limit);
  } finally {
    lock.release();
  }
}

/** Tasks that wait would begin on the changed study, in parts other than those that run now. */
async function refuseChangeUnderWay(folder: string, study: Study): Promise<void> {
  if (submissionsOf(folder).length === 0 || isDeepStrictEqual(studyOfFolder(folder), study)) return;
  const [active] = await activeSubmissions(folder);
  if (active === undefined) return;
  throw new UsageError(
    `the study has changed, and ${active.tasks.length} tasks of Slurm job ${active.job.id} are still queued or running on ` +
      "it as it was. Wait until they have ended (--status DIR), or end them (--cancel DIR), then submit again.",
  );
}

/** The division to keep, if there is a reason to. */
function earlierDivision(
  folder: string,
  active: readonly ActiveSubmission[],
  studySha256: string,
  taskSeconds?: number,
) {
  const last = active[0] ?? submissionsOf(folder).at(-1);
  if (last === undefined) return null;
  const same = last.studySha256 === studySha256 && taskSeconds === undefined;
  if (active.length === 0 && !same) return null;
  const busy = active.flatMap(({ tasks }) => tasks.map(({ index }) => index));
  return { shardCount: last.shardCount, active: new Set(busy) };
}

async function submitMissing(folder: string, study: Study, options: SubmitOptions, limit: number): Promise<Submitted> {
  const { threads, taskSeconds, recomputeOld = false } = options;
  const studySha256 = sha256(readFileSync(studyFile(folder), "utf8"));
  // Slurm is asked before the journals are read: a task that ends in between has recorded its jobs by then.
  const active = await activeSubmissions(folder);
  const index = indexJournals(folder);
  const done = recomputeOld ? recordedBy(index, codeFingerprint()) : index.done;
  const earlier = earlierDivision(folder, active, studySha256, taskSeconds);
  const missingCount = sum(missingByShard(study, 1, done).values());
  const shardCount = shardCountFor(missingCount, {
    largestArray: limit,
    earlier,
    secondsOfMissing: () => estimateStudy(study, WHOLE, done, 1).estimatedSeconds ?? 0,
    taskSeconds: taskSeconds ?? DEFAULT_TASK_SECONDS,
    threads,
  });
  const missing = missingByShard(study, shardCount, done);
  const shards = [...missing.keys()].filter((shard) => !earlier?.active.has(shard));
  const submittedCount = sum(shards.map((shard) => missing.get(shard)!));
  const counts = { shardCount, taskCount: shards.length, submittedCount, underWayCount: missingCount - submittedCount };
  if (shards.length === 0) return { job: null, script: null, ...counts };

  const number = (submissionsOf(folder).at(-1)?.number ?? 0) + 1;
  const script = scriptFile(folder, number);
  const task = { program: options.program, study: { name: study.name, file: studyFile(folder) } };
  writeFileAtomically(script, arrayScript({ ...task, folder, shardCount, threads, recomputeOld }));
  const name = jobName(study);
  const submittedAt = new Date().toISOString();
  const clusters = chosenClusters();
  const submission: Submission = {
    ...{ number, name, job: null, shardCount, shards, studySha256, submittedAt },
    ...(clusters === undefined ? {} : { clusters }),
  };
  writeSubmission(folder, submission);
  // Where sbatch fails the record stays: an answer that came too late does not mean that nothing was submitted.
  const job = await submit(sbatchArguments(folder, submission, options), script).catch((error: unknown) => {
    throw error instanceof SlurmError && error.unsettled ? mayBeQueued(error, folder, submission) : error;
  });
  writeSubmission(folder, { ...submission, job });
  return { job, script, ...counts };
}

function mayBeQueued({ message }: SlurmError, folder: string, { name, number }: Submission): SlurmError {
  const text =
    `${message.replace(/\.?$/, ".")} The job may be in the queue all the same, under the name ${name}, which ` +
    `${recordFile(folder, number)} keeps. Once "squeue --name=${name}" answers, give the same command again: it looks for ` +
    `the job by that name, and submits only what is not queued. So do --status and --cancel.`;
  return new SlurmError(text, { unsettled: true });
}

function sbatchArguments(folder: string, submission: Submission, options: SubmitOptions): string[] {
  return [
    `--job-name=${submission.name}`,
    `--array=${formatArray(submission.shards, options.maxParallel)}`,
    `--cpus-per-task=${options.threads}`,
    `--chdir=${resolve(slurmFolder(folder))}`,
    `--output=${logPattern(folder, submission.number)}`,
    "--open-mode=append",
    ...options.sbatch,
  ];
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);
