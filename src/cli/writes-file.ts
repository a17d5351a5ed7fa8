import { dirname } from "node:path";
import type { CountedRun } from "../learner/learner.js";
import { prepareOutputFolder, writeFileAtomically } from "../node/files/output-folder.js";
import { UsageError } from "../schema/usage-error.js";
import { npyOfCounts } from "../tasks/write-npy.js";

/**
 * Proves before the work starts that the file can be written.
 *
 * @throws UsageError if it cannot
 */
export function prepareWrites(path: string): void {
  if (path === "") throw new UsageError('--writes must be the path of a file, got "". Give a path.');
  prepareOutputFolder(dirname(path));
}

/** Writes the counts of all runs, shape (runs, synapses); returns the paths. */
export function writeWrites(path: string, runs: readonly CountedRun[]): string[] {
  writeFileAtomically(path, npyOfCounts(runs.map(({ writesBySynapse }) => writesBySynapse!)));
  return [path];
}
