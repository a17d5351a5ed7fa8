import { quoted } from "../schema/program-text.js";
import { UsageError } from "../schema/usage-error.js";

/** The variable that gives them more time. */
export const PATIENCE = "SYNCACHE_SLURM_SECONDS";
const DEFAULT_SECONDS = 30;
const MOST_SECONDS = 3600;

/**
 * How long a program of Slurm may take; a busy controller answers within some ten seconds.
 *
 * @throws {UsageError}
 */
export function patienceSeconds(): number {
  const typed = process.env[PATIENCE];
  if (typed === undefined) return DEFAULT_SECONDS;
  const seconds = /^(\d+\.?\d*|\.\d+)$/.test(typed) ? Number(typed) : 0;
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(
    `${PATIENCE} must be a number of seconds > 0 and ≤ ${MOST_SECONDS}, got ${quoted(typed, 40)}. ` +
      `Unset it for ${DEFAULT_SECONDS}.`,
  );
}

/** A person's own settings of what these programs ask, wait for and print would change what is done and read here. */
export function slurmEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C", SLURM_BITSTR_LEN: "0" };
  for (const key of Object.keys(env)) {
    if (/^(SQUEUE_|SCANCEL_|SBATCH_WAIT$|SBATCH_ARRAY_INX$|SBATCH_TEST_ONLY$)/.test(key)) delete env[key];
  }
  return env;
}
