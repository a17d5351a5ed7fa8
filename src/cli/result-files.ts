import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { prepareOutputFolder, writeFileAtomically } from "../node/files/output-folder.js";
import { formatCsv } from "../report/csv.js";
import { type Result, toJson, toRow } from "../schema/result.js";
import type { Row } from "../schema/row.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { AskedTable } from "./extra-tables.js";
import { flagOf } from "./flag-words.js";

/** Where a command writes: a folder for its result, a file for every table that was asked for besides. */
export interface ResultFiles {
  folder?: string | undefined;
  tables: readonly AskedTable[];
}

const resultNames = (learner: string) => [`${learner}.json`, `${learner}.csv`, `${learner}-curve.csv`] as const;

/** Refuses a path that a file is to have where a folder has it. */
function refuseFolderAt(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  throw new UsageError(`${shown(path)} is a folder, and a file is to have that name. Move it, or give another name.`);
}

/**
 * Proves before the work starts that the files of a learner can be written.
 *
 * @throws {UsageError} if they cannot
 */
export function prepareFiles(learner: string, { folder, tables }: ResultFiles): void {
  if (folder !== undefined) {
    prepareOutputFolder(folder);
    for (const name of resultNames(learner)) refuseFolderAt(join(folder, name));
  }
  for (const { table, path } of tables) {
    if (path === "") throw new UsageError(`${flagOf(table.key)} must be the path of a file, got "". Give a path.`);
    refuseFolderAt(path);
    prepareOutputFolder(dirname(path));
  }
}

/** Writes LEARNER.json, LEARNER.csv (a row a run) and, where there are curves, LEARNER-curve.csv; returns their paths. */
function writeResult(folder: string, result: Result<object>): string[] {
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

/** Writes the result and the tables that were asked for; returns the paths. */
export function writeFiles({ folder, tables }: ResultFiles, result: Result<object>, parameters: object): string[] {
  const written = folder === undefined ? [] : writeResult(folder, result);
  for (const { table, path } of tables) {
    writeFileAtomically(path, formatCsv(table.rowsOf(parameters as never)));
    written.push(path);
  }
  return written;
}
