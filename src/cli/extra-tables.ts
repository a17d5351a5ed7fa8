import { dirname } from "node:path";
import type { Command } from "commander";
import type { Learner } from "../learner/learner.js";
import { prepareOutputFolder, writeFileAtomically } from "../node/files/output-folder.js";
import { formatCsv } from "../report/csv.js";
import { UsageError } from "../schema/usage-error.js";
import { flagOf } from "./flag-words.js";
import { refuseFolderAt } from "./printing/output.js";

type Typed = Record<string, unknown>;

/** Adds a flag for every table that a learner writes besides its result. */
export function addTableFlags(command: Command, { tables = [] }: Learner): Command {
  for (const { key, description } of tables) command.option(`${flagOf(key)} <file>`, description);
  return command;
}

/** The tables that were asked for, with their paths. */
const asked = ({ tables = [] }: Learner, typed: Typed) =>
  tables.flatMap((table) => (typed[table.key] === undefined ? [] : [{ table, path: String(typed[table.key]) }]));

/** Refuses a file that cannot be written before the work starts. */
export function prepareTables(learner: Learner, typed: Typed): void {
  for (const { table, path } of asked(learner, typed)) {
    if (path === "") throw new UsageError(`${flagOf(table.key)} must be the path of a file, got "". Give a path.`);
    refuseFolderAt(path);
    prepareOutputFolder(dirname(path));
  }
}

/** Writes the tables that were asked for; returns their paths. */
export function writeTables(learner: Learner, typed: Typed, parameters: object): string[] {
  return asked(learner, typed).map(({ table, path }) => {
    writeFileAtomically(path, formatCsv(table.rowsOf(parameters as never)));
    return path;
  });
}
