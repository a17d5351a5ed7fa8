import { printable, quoted } from "../schema/program-text.js";
import { parseArray } from "./array.js";
import { callSlurm, type Printed, SlurmError } from "./call.js";

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
  /** Where squeue answers for several clusters. */
  cluster?: string;
}

/** A line a task, and some 30 bytes a line, for the largest array that Slurm can be set to. */
const MOST_BYTES = 1 << 27;
const FORMAT = "%F|%K|%T|%r";

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

/**
 * The tasks of the jobs with a name that are queued or running. The number alone names no job: Slurm begins anew with
 * 1 some day, and another cluster has a job of every number, too. So squeue is asked for both.
 *
 * @param job its number, where that is known
 * @param clusters where to ask, when the number is not known; where Slurm asks by itself when absent
 */
export async function queuedTasks(name: string, job: SlurmJob | null, clusters?: string): Promise<QueuedTask[]> {
  const where = job === null ? clusters : job.cluster;
  const printed = await askQueue([
    `--name=${name}`,
    ...(job === null ? [] : [`--jobs=${job.id}`]),
    ...(where === undefined ? [] : [`--clusters=${where}`]),
  ]);
  const tasks = parseQueue(printed).filter(({ state }) => !ENDED.has(state));
  return job === null ? tasks : tasks.filter(({ jobId }) => jobId === job.id);
}

async function askQueue(which: readonly string[]): Promise<string> {
  let printed: Printed;
  try {
    const how = ["--noheader", "--array", "--states=all", `--format=${FORMAT}`];
    printed = await callSlurm("squeue", [...how, ...which], MOST_BYTES);
  } catch (error) {
    // Slurm forgets a job a while after its end.
    if (error instanceof SlurmError && /Invalid job id specified/.test(error.message)) return "";
    throw error;
  }
  // Some versions end with status 0 though a controller does not answer.
  if (printed.stdout.trim() === "" && /\berror\b/i.test(printed.stderr)) throw notUnderstood(printed.stderr);
  return printed.stdout;
}

/**
 * Lines of squeue in `FORMAT`, under the name of their cluster where there are several.
 *
 * @throws {SlurmError} for anything else: taken for an empty queue, it would let jobs be submitted that are in it
 */
export function parseQueue(printed: string): QueuedTask[] {
  const lines = printed.split("\n");
  const rest = lines.pop()!;
  if (rest.trim() !== "") throw notUnderstood(rest);
  let cluster: string | undefined;
  const tasks: QueuedTask[] = [];
  for (const line of lines.map((text) => text.trim())) {
    if (line === "") continue;
    const heading = /^CLUSTER: ([\w.-]+)$/.exec(line);
    if (heading !== null) {
      cluster = heading[1]!;
      continue;
    }
    const [, jobId, numbers, state, reason] = /^([1-9]\d*)\|([^|]+)\|([A-Z_]+)\|(.*)$/.exec(line) ?? [];
    // What is left of an array that was cancelled while it waited: a job that has ended, and has no tasks.
    if (numbers === "N/A" && (ENDED.has(state!) || state === "COMPLETING")) continue;
    const indices = numbers === undefined ? null : parseArray(numbers);
    if (indices === null) throw notUnderstood(line);
    const task = { jobId: jobId!, state: state!, reason: printable(reason!, 80) };
    for (const index of indices) tasks.push({ ...task, index, ...(cluster === undefined ? {} : { cluster }) });
  }
  return tasks;
}

const notUnderstood = (text: string): SlurmError =>
  new SlurmError(
    `squeue answers what is not understood, and so it is not known which tasks are queued: ${quoted(text, 200)}. ` +
      `Lines as ${FORMAT} makes them were asked for. Nothing was submitted or cancelled: see what ` +
      `squeue --format='${FORMAT}' prints, mend that, and call this again.`,
    { unsettled: false },
  );
