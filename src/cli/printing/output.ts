import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { MAXIMUM_SEED } from "../../caching/parameters.js";
import type { Result } from "../../schema/result.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { headings } from "../help/groups.js";

const MAXIMUM_THREADS = 1024;

/** The options every learner's command has besides its parameters. */
export interface OutputOptions {
  json?: boolean;
  out?: string;
  jobs?: string;
}

/** Adds the flags of `OutputOptions`. */
export function addOutputFlags(command: Command): Command {
  return addJobsFlag(command)
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else")
    .option("--out <folder>", "write the result there as JSON and CSV");
}

/** Run k has seed + k; the last one must be a seed too. To be called before the work starts. */
export function checkSeeds({ seed, runs }: { seed: number; runs: number }): void {
  const largest = MAXIMUM_SEED - (runs - 1);
  if (seed <= largest) return;
  throw new UsageError(
    `--seed must be an integer from 0 to ${largest} for ${runs} runs, got ${seed}. Use a smaller seed or fewer runs.`,
  );
}

/** Adds --jobs; results do not depend on it. */
export function addJobsFlag(command: Command): Command {
  const allowed = `1 to ${MAXIMUM_THREADS}; default: one for every core`;
  return command.addOption(
    new Option("--jobs <n>", `worker threads for independent runs [${allowed}]`).helpGroup(headings.run),
  );
}

/** How many worker threads were asked for; `otherwise` says what there is without the flag. */
export function threadsOf(typed: { jobs?: string }, otherwise = "one a core"): number {
  if (typed.jobs === undefined) return availableParallelism();
  const threads = /^\d+$/.test(typed.jobs) ? Number(typed.jobs) : 0;
  if (threads >= 1 && threads <= MAXIMUM_THREADS) return threads;
  throw new UsageError(
    `--jobs must be an integer from 1 to ${MAXIMUM_THREADS}, got ${shown(typed.jobs)}. Leave it out for ${otherwise}.`,
  );
}

/** Says on stderr how many runs did not converge, and which flag helps. */
export function warnOfUnconverged(result: Result<object>, remedy: string): void {
  const { runCount, convergedCount } = result.summary;
  if (convergedCount === runCount) return;
  console.error(
    `syncache: ${runCount - convergedCount} of ${runCount} runs did not converge; they are left out of the mean. ${remedy}`,
  );
}
