import type { Command } from "commander";
import type { ExtraTable, Learner } from "../learner/learner.js";
import { flagOf } from "./flag-words.js";

/** Adds a flag for every table that a learner writes besides its result. */
export function addTableFlags(command: Command, { tables = [] }: Learner): Command {
  for (const { key, description } of tables) command.option(`${flagOf(key)} <file>`, description);
  return command;
}

/** A table that was asked for, and where it goes. */
export interface AskedTable {
  table: ExtraTable<never>;
  path: string;
}

/** The tables that were asked for. */
export const askedTables = ({ tables = [] }: Learner, typed: Record<string, unknown>): AskedTable[] =>
  tables.flatMap((table) => (typed[table.key] === undefined ? [] : [{ table, path: String(typed[table.key]) }]));
