import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { MAXIMUM_SEED } from "../../caching/parameters.js";
import { prepareOutputFolder, writeFileAtomically } from "../../node/files/output-folder.js";
import { formatCsv } from "../../report/csv.js";
import { type Result, type Run, toJson, toRow } from "../../schema/result.js";
import type { Row } from "../../schema/row.js";
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

/**
 * Proves before the work starts that the result of a learner can be written to a folder.
 *
 * @throws {UsageError} if it cannot
 */
export function prepareResultFolder(folder: string, learner: string): void {
  prepareOutputFolder(folder);
  for (const name of resultNames(learner)) refuseFolderAt(join(folder, name));
}

/** Refuses a path that a file is to have where a folder has it. */
export function refuseFolderAt(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  throw new UsageError(`${shown(path)} is a folder, and a file is to have that name. Move it, or give another name.`);
}

const resultNames = (learner: string) => [`${learner}.json`, `${learner}.csv`, `${learner}-curve.csv`] as const;

/** Writes LEARNER.json, LEARNER.csv (a row a run) and, where there are curves, LEARNER-curve.csv; returns their paths. */
export function writeResult<R extends Run>(folder: string, result: Result<object, R>): string[] {
  const { learner, parameters, runs } = result;
  const constants = toRow(parameters);
  const [document, table, curveTable] = resultNames(learner);
  const files: [string, string][] = [
    [document, `${toJson(result, 2)}\n`],
    [table, formatCsv(runs.map((run) => ({ ...constants, ...toRow(run) })))],
  ];
  const curves = runs.flatMap(({ seed, curve }): Row[] => (curve ?? []).map((row) => ({ seed, ...toRow(row) })));
  if (curves.length > 0) files.push([curveTable, formatCsv(curves)]);
  return files.map(([name, content]) => {
    const path = join(folder, name);
    writeFileAtomically(path, content);
    return path;
  });
}

/** Says on stderr how many runs did not converge, and which flag helps. */
export function warnOfUnconverged(result: Result<object>, remedy: string): void {
  const { runCount, convergedCount } = result.summary;
  if (convergedCount === runCount) return;
  console.error(
    `syncache: ${runCount - convergedCount} of ${runCount} runs did not converge; they are left out of the mean. ${remedy}`,
  );
}
