import { execFile } from "node:child_process";
import { UsageError } from "../schema/usage-error.js";

/** A job as Slurm numbers it; the cluster where there are several. */
export interface SlurmJob {
  id: string;
  cluster?: string;
}

/** A task of an array job that Slurm still has. */
export interface QueuedTask {
  jobId: string;
  /** Its number in the array. */
  index: number;
  /** As squeue names it: PENDING, RUNNING, COMPLETING, … */
  state: string;
  /** Why it is not running yet, in Slurm's word. */
  reason: string;
}

/** Output of squeue for a large array is a line a task. */
const MAXIMUM_OUTPUT = 1 << 26;

/** Slurm's own settings of what its programs print would change what is read here. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C" };
  for (const key of Object.keys(env)) if (/^SQUEUE_/.test(key)) delete env[key];
  return env;
}

class SlurmError extends Error {
  override readonly name = "SlurmError";
}

/** Runs a program of Slurm, never through a shell; returns what it printed. */
function call(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: environment(), maxBuffer: MAXIMUM_OUTPUT };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (error.code === "ENOENT") return reject(notHere(program));
      reject(new SlurmError(`${program} failed: ${stderr.trim() || error.message}`, { cause: error }));
    });
  });
}

const notHere = (program: string): UsageError =>
  new UsageError(
    `${program} is not found, so that Slurm cannot be used from here. Call this where it is, on a login node of the ` +
      "cluster; or start the parts of the study yourself, on as many machines as you like: " +
      "syncache sweep STUDY.yaml --out DIR --shard 1/4, then 2/4, and so on.",
  );

/** @throws {UsageError} where Slurm is not */
export async function requireSlurm(): Promise<void> {
  await call("sbatch", ["--version"]);
}

const clusterFlag = ({ cluster }: SlurmJob): string[] => (cluster === undefined ? [] : [`--clusters=${cluster}`]);

/**
 * Submits a script.
 *
 * @param args options of sbatch, each one argument
 */
export async function submit(args: readonly string[], script: string): Promise<SlurmJob> {
  const printed = (await call("sbatch", ["--parsable", ...args, script])).trim();
  // A site may greet on stdout first; the last line is the number, with the cluster after a semicolon.
  const match = /^(\d+)(?:;(.+))?$/.exec(printed.split("\n").at(-1)!);
  if (match === null) throw new SlurmError(`sbatch printed ${JSON.stringify(printed)}, which is no job number`);
  return { id: match[1]!, ...(match[2] === undefined ? {} : { cluster: match[2] }) };
}

/** Largest number of tasks that Slurm's queue takes in one array, as numbers begin at 1. */
export async function largestArray(): Promise<number> {
  const match = /^MaxArraySize\s*=\s*(\d+)$/m.exec(await call("scontrol", ["show", "config"]));
  if (match === null) throw new SlurmError("scontrol show config names no MaxArraySize");
  const largest = Number(match[1]) - 1;
  if (largest >= 1) return largest;
  throw new UsageError(
    "this cluster allows no array jobs (MaxArraySize is 0 or 1). Use --shard i/n in jobs of your own.",
  );
}

const FORMAT = "%F|%K|%T|%r";

/** The tasks of a job that are queued or running; none when the job has ended, or was never known. */
export async function queuedTasks(job: SlurmJob): Promise<QueuedTask[]> {
  const args = ["--noheader", "--array", "--states=all", `--format=${FORMAT}`, `--jobs=${job.id}`, ...clusterFlag(job)];
  let printed: string;
  try {
    printed = await call("squeue", args);
  } catch (error) {
    // Slurm forgets a job a while after its end.
    if (error instanceof SlurmError && /Invalid job id specified/.test(error.message)) return [];
    throw error;
  }
  return parseQueue(printed).filter(({ jobId, state }) => jobId === job.id && !ENDED.has(state));
}

/** The job that has a name, if it is in the queue. */
export async function findJob(name: string): Promise<SlurmJob | null> {
  const printed = await call("squeue", [
    "--noheader",
    "--array",
    "--states=all",
    `--format=${FORMAT}`,
    `--name=${name}`,
  ]);
  const task = parseQueue(printed)[0];
  return task === undefined ? null : { id: task.jobId };
}

/** States in which nothing of a task runs any more, by squeue(1). */
const ENDED = new Set([
  "BOOT_FAIL",
  "CANCELLED",
  "COMPLETED",
  "DEADLINE",
  "FAILED",
  "NODE_FAIL",
  "OUT_OF_MEMORY",
  "PREEMPTED",
  "REVOKED",
  "TIMEOUT",
]);

/** Lines of squeue in `FORMAT`; others, such as the name of a cluster, are left out. */
export function parseQueue(printed: string): QueuedTask[] {
  return printed.split("\n").flatMap((line) => {
    const match = /^(\d+)\|(\d+)\|([A-Z_]+)\|(.*)$/.exec(line.trim());
    if (match === null) return [];
    const [, jobId, index, state, reason] = match;
    return [{ jobId: jobId!, index: Number(index), state: state!, reason: reason! }];
  });
}

/** Takes a job's tasks out of the queue, and ends those that run. */
export async function cancel(job: SlurmJob): Promise<void> {
  await call("scancel", [...clusterFlag(job), job.id]);
}
