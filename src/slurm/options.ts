import { quoted } from "../schema/program-text.js";
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

const NO_SUBMISSION = "sbatch then submits nothing; call it by hand for that.";

/** Options of sbatch that are decided here, and how to decide them otherwise. */
const decided: Record<string, string> = {
  array: "It follows from the jobs that are missing.",
  chdir: "What tasks print is kept in the folder of the study, below slurm/.",
  clusters: "Set SLURM_CLUSTERS in the environment.",
  "cpus-per-task": "Use --jobs.",
  error: "What tasks print is kept in the folder of the study, below slurm/.",
  help: NO_SUBMISSION,
  "job-name": "It tells the tasks of this study from others.",
  output: "What tasks print is kept in the folder of the study, below slurm/.",
  parsable: "The job number is read in this form.",
  partition: "Use --partition.",
  "test-only": "Use --dry-run.",
  time: "Use --time.",
  usage: NO_SUBMISSION,
  version: NO_SUBMISSION,
  wait: "Submitting returns at once; use --status to see how far the tasks are.",
  workdir: "What tasks print is kept in the folder of the study, below slurm/.",
  wrap: "The script is written by this program.",
};

/** The short forms of the decided options. */
const SHORT: Record<string, string> = {
  ...{ a: "array", c: "cpus-per-task", D: "chdir", e: "error", h: "help", J: "job-name", M: "clusters" },
  ...{ o: "output", p: "partition", t: "time", V: "version", W: "wait" },
};

/**
 * The decided option that a key would set, or might. GNU getopt, which reads the options of sbatch, takes any beginning
 * of a name for the name, so that every beginning is refused; none of them is the name of another option.
 */
function decidedBy(key: string): string | undefined {
  const short = SHORT[/^-?([A-Za-z])(?!\w)/.exec(key)?.[1] ?? /^-([A-Za-z])/.exec(key)?.[1] ?? ""];
  if (short !== undefined) return short;
  const name = key.replace(/^-+/, "").toLowerCase().replaceAll("_", "-");
  if (name === "") return undefined;
  return Object.hasOwn(decided, name) ? name : Object.keys(decided).find((option) => option.startsWith(name));
}

function checkText(flag: string, value: string): string {
  if (value !== "" && !/\p{Cc}/u.test(value)) return value;
  throw new UsageError(
    `${flag} must be a text on one line that is not empty, got ${quoted(value, 80)}. Leave it out for what the cluster is set to.`,
  );
}

function otherOption(text: string): string {
  const [, key, value] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  const example = "For example --slurm account=energy --slurm mem=4G.";
  const option = decidedBy(key!);
  if (option !== undefined) {
    const short = quoted(key!, 40);
    const asTyped = option === key ? key : `${short}, which sbatch may take for ${option}`;
    throw new UsageError(`--slurm cannot set ${asTyped}. ${decided[option]}`);
  }
  if (!/^[a-z][a-z-]*[a-z]$/.test(key!)) {
    throw new UsageError(
      "--slurm must be key=value, the key a long option of sbatch without its dashes, " +
        `got ${quoted(text, 80)}. ${example}`,
    );
  }
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
    `--max-parallel must be an integer from 1 to ${MAXIMUM_PARALLEL}, got ${quoted(maxParallel, 40)}. Leave it out for as many as there is room for.`,
  );
}
