import { dirname } from "node:path";
import { type Command, Option } from "commander";
import type { CountedRun } from "../learner/learner.js";
import { prepareOutputFolder, writeFileAtomically } from "../node/files/output-folder.js";
import { UsageError } from "../schema/usage-error.js";
import { npyOfCounts } from "../tasks/write-npy.js";
import { headings } from "./help/groups.js";

/** Adds --writes. */
export const addWritesFlag = (command: Command): Command =>
  command.addOption(
    new Option(
      "--writes <file>",
      "write how often each persistent weight is changed as .npy, u32, a row a run; counts writes",
    ).helpGroup(headings.output),
  );

/**
 * Proves before the work starts that the file can be written.
 *
 * @throws UsageError if it cannot
 */
export function prepareWrites(path: string): void {
  if (path === "") throw new UsageError('--writes must be the path of a file, got "". Give a path.');
  prepareOutputFolder(dirname(path));
}

/** Writes the counts of all runs, shape (runs, synapses). */
export function writeWrites(path: string, runs: readonly CountedRun[]): void {
  writeFileAtomically(path, npyOfCounts(runs.map(({ writesBySynapse }) => writesBySynapse!)));
}
