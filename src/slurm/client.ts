import { quoted } from "../schema/program-text.js";
import { UsageError } from "../schema/usage-error.js";
import { callSlurm, SlurmError } from "./call.js";
import type { SlurmJob } from "./queue.js";

/** @throws {UsageError} where Slurm is not */
export async function requireSlurm(): Promise<void> {
  await callSlurm("sbatch", ["--version"]);
}

/**
 * Submits a script.
 *
 * @param args options of sbatch, each one argument
 * @throws {SlurmError} `unsettled` where the job may be in the queue for all that is known
 */
export async function submit(args: readonly string[], script: string): Promise<SlurmJob> {
  const { stdout } = await callSlurm("sbatch", ["--parsable", ...args, script]);
  // A site may greet on stdout first; the last line is the number, with the cluster after a semicolon. A line that has
  // not been ended may be half a number.
  const match = /(?:^|\n)([1-9]\d*)(?:;([\w.-]+))?[ \t\r]*\n\s*$/.exec(stdout);
  if (match === null) {
    const message = `sbatch printed ${quoted(stdout, 200)}, which is no job number`;
    throw new SlurmError(message, { unsettled: true });
  }
  return { id: match[1]!, ...(match[2] === undefined ? {} : { cluster: match[2] }) };
}

/** Where sbatch submits to, and where the job is looked for should its answer be lost; undefined for this cluster alone. */
export const chosenClusters = (): string | undefined => process.env.SBATCH_CLUSTERS ?? process.env.SLURM_CLUSTERS;

/** Largest number of tasks that Slurm's queue takes in one array, as numbers begin at 1. */
export async function largestArray(): Promise<number> {
  const { stdout } = await callSlurm("scontrol", ["show", "config"]);
  const match = /^MaxArraySize\s*=\s*(\d+)$/m.exec(stdout);
  if (match === null) {
    const message = `scontrol show config names no MaxArraySize: ${quoted(stdout, 200)}. See what it prints when it is called by hand.`;
    throw new SlurmError(message, { unsettled: false });
  }
  const largest = Number(match[1]) - 1;
  if (largest >= 1) return largest;
  throw new UsageError(
    "this cluster allows no array jobs (MaxArraySize is 0 or 1). Use --shard i/n in jobs of your own.",
  );
}

/** Takes a job's tasks out of the queue, and ends those that run, if the job of that number has the name. */
export async function cancel(name: string, { id, cluster }: SlurmJob): Promise<void> {
  await callSlurm("scancel", [...(cluster === undefined ? [] : [`--clusters=${cluster}`]), `--name=${name}`, id]);
}
