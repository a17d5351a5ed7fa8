import { UsageError } from "../schema/usage-error.js";

/** What a person asks of Slurm, as it is typed. */
export interface TypedSlurmOptions {
  partition?: string;
  time?: string;
  maxParallel?: string;
  /** Options of sbatch, `key=value` or, for a switch, `key`. */
  slurm?: string[];
}

export interface SlurmOptions {
  /** Tasks that run at a time; all that Slurm has room for when absent. */
  maxParallel?: number;
  /** Options of sbatch, each one argument. */
  sbatch: string[];
}

const MAXIMUM_PARALLEL = 100_000;

/** Options of sbatch that are decided here, and how to decide them otherwise. */
const decided: Record<string, string> = {
  array: "It follows from the jobs that are missing.",
  chdir: "What tasks print is kept in the folder of the study, below slurm/.",
  clusters: "Set SLURM_CLUSTERS in the environment.",
  "cpus-per-task": "Use --jobs.",
  error: "What tasks print is kept in the folder of the study, below slurm/.",
  "job-name": "It tells the tasks of this study from others.",
  output: "What tasks print is kept in the folder of the study, below slurm/.",
  parsable: "The job number is read in this form.",
  partition: "Use --partition.",
  "test-only": "Use --dry-run.",
  time: "Use --time.",
  wait: "Submitting returns at once; use --status to see how far the tasks are.",
  wrap: "The script is written by this program.",
};

function checkText(flag: string, value: string): string {
  if (value !== "" && !/\p{Cc}/u.test(value)) return value;
  throw new UsageError(
    `${flag} must be a text on one line that is not empty, got ${JSON.stringify(value)}. Leave it out for what the cluster is set to.`,
  );
}

function otherOption(text: string): string {
  const [, key, value] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  const example = "For example --slurm account=energy --slurm mem=4G.";
  if (!/^[a-z][a-z-]*[a-z]$/.test(key!)) {
    throw new UsageError(
      `--slurm must be key=value, the key a long option of sbatch without its dashes, got ${JSON.stringify(text)}. ${example}`,
    );
  }
  if (decided[key!] !== undefined) throw new UsageError(`--slurm cannot set ${key}. ${decided[key!]}`);
  return value === undefined ? `--${key}` : `--${key}=${checkText(`--slurm ${key}`, value)}`;
}

/** @throws {UsageError} naming the flag, what is allowed and what was given */
export function parseSlurmOptions({ partition, time, maxParallel, slurm = [] }: TypedSlurmOptions): SlurmOptions {
  const sbatch = slurm.map(otherOption);
  if (time !== undefined) sbatch.unshift(`--time=${checkText("--time", time)}`);
  if (partition !== undefined) sbatch.unshift(`--partition=${checkText("--partition", partition)}`);
  if (maxParallel === undefined) return { sbatch };
  const parallel = /^\d+$/.test(maxParallel) ? Number(maxParallel) : 0;
  if (parallel >= 1 && parallel <= MAXIMUM_PARALLEL) return { sbatch, maxParallel: parallel };
  throw new UsageError(
    `--max-parallel must be an integer from 1 to ${MAXIMUM_PARALLEL}, got "${maxParallel}". Leave it out for as many as there is room for.`,
  );
}
