import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { quoteForShell } from "../../node/shell-quote.js";
import { quoted } from "../../schema/program-text.js";
import { toJson } from "../../schema/result.js";
import { UsageError } from "../../schema/usage-error.js";
import { schemaVersion, version } from "../../schema/version.js";
import { cancelStudy } from "../../slurm/cancel.js";
import { parseSlurmOptions, type TypedSlurmOptions } from "../../slurm/options.js";
import type { QueueStatus } from "../../slurm/status.js";
import { type Submitted, submitStudy } from "../../slurm/submit.js";
import type { Study } from "../../study/study.js";
import { RepeatableOption } from "../flags.js";
import { headings } from "../help/groups.js";
import { threadsOf } from "../printing/output.js";

/** What `syncache sweep --engine slurm` is given beside the study. */
export interface SlurmFlags extends TypedSlurmOptions {
  out?: string;
  jobs?: string;
  taskMinutes?: string;
  recomputeOld?: boolean;
  json?: boolean;
}

const MAXIMUM_MINUTES = 10_000;

/** Adds the flags of `SlurmFlags` that are about the cluster. */
export function addSlurmFlags(command: Command): Command {
  return command
    .optionsGroup(headings.slurm)
    .option("--partition <name>", "where tasks are queued")
    .option("--time <time>", "time limit of a task, such as 30:00 or 2-00:00:00")
    .option("--max-parallel <n>", "tasks that run at a time, at most")
    .option(
      "--task-minutes <minutes>",
      `about how long a task is to last [> 0 and ≤ ${MAXIMUM_MINUTES} (minutes); default: 5]`,
    )
    .addOption(new RepeatableOption("--slurm <key=value>", "another option of sbatch, such as mem=4G; repeatable"))
    .option("--cancel <folder>", "take the study's tasks out of the queue; what is recorded stays");
}

function taskSecondsOf({ taskMinutes }: SlurmFlags): { taskSeconds?: number } {
  if (taskMinutes === undefined) return {};
  const minutes = /^(\d+\.?\d*|\.\d+)$/.test(taskMinutes) ? Number(taskMinutes) : 0;
  if (minutes > 0 && minutes <= MAXIMUM_MINUTES) return { taskSeconds: minutes * 60 };
  throw new UsageError(
    `--task-minutes must be a number > 0 and ≤ ${MAXIMUM_MINUTES}, got ${quoted(taskMinutes, 40)}. Leave it out for about five minutes.`,
  );
}

/** `syncache sweep STUDY.yaml --out DIR --engine slurm` */
export async function submitSweep(folder: string, study: Study, flags: SlurmFlags): Promise<void> {
  const options = { ...parseSlurmOptions(flags), ...taskSecondsOf(flags) };
  const threads = flags.jobs === undefined ? 1 : threadsOf(flags, "one a task");
  // Flags of Node that this process was given, such as one for a limited address space, hold for the tasks as well.
  const program = [process.execPath, ...process.execArgv, fileURLToPath(new URL("../main.js", import.meta.url))];
  const recomputeOld = flags.recomputeOld ?? false;
  const submitted = await submitStudy(folder, study, { ...options, threads, program, recomputeOld });
  if (flags.json) console.log(toJson({ schemaVersion, version, name: study.name, ...submitted }));
  else console.log(describeSubmitted(folder, submitted));
}

function describeSubmitted(folder: string, submitted: Submitted): string {
  const { job, script, shardCount, taskCount, submittedCount, underWayCount } = submitted;
  const out = quoteForShell(folder);
  const underWay = `${underWayCount} jobs are in tasks that are queued or running already.`;
  if (job === null) {
    return underWayCount > 0
      ? `Nothing to submit: ${underWay}`
      : `All jobs are recorded. For the tables: syncache sweep --collect ${out}`;
  }
  const cluster = job.cluster === undefined ? "" : ` on ${job.cluster}`;
  return [
    `Submitted Slurm job ${job.id}${cluster}: ${submittedCount} jobs in ${taskCount} of ${shardCount} tasks`,
    ...(underWayCount > 0 ? [`  ${underWay}`] : []),
    `  script: ${script}`,
    `  how far it is: syncache sweep --status ${out}`,
    `  to end it: syncache sweep --cancel ${out}`,
  ].join("\n");
}

/** `syncache sweep --cancel DIR` */
export async function cancelSweep(folder: string, asJson: boolean): Promise<void> {
  const cancelled = await cancelStudy(folder);
  if (asJson) return console.log(toJson({ schemaVersion, version, cancelled }));
  const lines = cancelled.map(({ job, taskCount }) => `Cancelled Slurm job ${job.id}: ${taskCount} tasks`);
  console.log(
    lines.length > 0 ? lines.join("\n") : "No task of this study is queued or running; nothing was cancelled.",
  );
}

/** The part of `--status` that Slurm knows. */
export function describeQueue({ jobs, unassignedCount, silentTasks = [] }: QueueStatus): string[] {
  const lines = jobs.map(({ job, states, reasons }) => {
    // Nearest to its end first: running, pending.
    const counts = Object.entries(states).sort(([a], [b]) => (a < b ? 1 : -1));
    const words = counts.map(([state, count]) => {
      const why = state === "PENDING" && reasons.length > 0 ? ` (${reasons.join(", ")})` : "";
      return `${count} ${state.toLowerCase()}${why}`;
    });
    return `  Slurm job ${job}, tasks: ${words.join(", ")}`;
  });
  if (jobs.length === 0) lines.push("  Slurm: no task is queued or running");
  if (unassignedCount > 0) lines.push(`  in no task: ${unassignedCount} missing jobs; submit again to run them`);
  for (const { shard, log, end } of silentTasks) {
    if (end === null) lines.push(`  task ${shard} has ended without a job, and without a log: ${log}`);
    else lines.push(`  task ${shard} has ended without a job; the end of ${log}:`);
    lines.push(
      ...(end ?? "")
        .split("\n")
        .filter(Boolean)
        .map((line) => `    | ${line}`),
    );
  }
  return lines;
}
