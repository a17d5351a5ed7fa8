import { existsSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { prepareOutputFolder } from "../node/files/output-folder.js";
import { UsageError } from "../schema/usage-error.js";
import { studyFile, tableFiles } from "../study/journals/study-folder.js";

/**
 * Proves that the tables of the study in `folder` can be written to `out`, before its journals are read.
 *
 * @throws {UsageError} if `out` cannot be written, or is the folder of another study
 */
export function prepareTableFolder(folder: string, out: string): void {
  try {
    prepareOutputFolder(out);
  } catch (error) {
    if (!(error instanceof UsageError) || out !== folder) throw error;
    throw new UsageError(`${error.message} With --out OTHER the tables go elsewhere.`, { cause: error });
  }
  if (existsSync(studyFile(out)) && realpathSync(out) !== realpathSync(folder)) {
    throw new UsageError(
      `--out must not be the folder of another study, whose tables would be replaced, got ${JSON.stringify(out)}. ` +
        "Give another folder.",
    );
  }
  const taken = Object.values(tableFiles).find((name) => isFolder(join(out, name)));
  if (taken === undefined) return;
  throw new UsageError(`${JSON.stringify(join(out, taken))} is a folder, and a table is to have that name. Move it.`);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
