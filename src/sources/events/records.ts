import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import type { Columns } from "./columns.js";

/** A change as a line states it. */
export interface Record {
  time: number;
  weight: number;
  /** Text that is the same for the same synapse. */
  key: string;
}

/**
 * The changes that lines state, one after the other; the object is the same each time. Empty lines and comments are none.
 *
 * @param where names a line, by its place among these, for messages
 * @throws UsageError where a cell that is needed is missing or no finite number
 */
export function* recordsOf(
  lines: readonly string[],
  columns: Columns,
  where: (line: number) => string,
): Generator<Record> {
  const { separator, count, identity } = columns;
  const record: Record = { time: 0, weight: 0, key: "" };
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k]!.trim();
    if (line === "" || line.startsWith("#")) continue;
    const cells = line.split(separator);
    if (cells.length !== count) {
      throw new UsageError(
        `${where(k)}: must have ${count} columns, as the header, got ${cells.length}. The file may be truncated.`,
      );
    }
    record.time = numberOf(cells[columns.time]!, "time", k, where);
    record.weight = numberOf(cells[columns.weight]!, "weight", k, where);
    if (columns.offset !== undefined && Number(cells[columns.offset]) !== 0) {
      throw new UsageError(
        `${where(k)}: times within a step of the simulation are not read, got an offset of ${shown(cells[columns.offset])}. ` +
          "Record with time_in_steps: false.",
      );
    }
    record.key = identity.length === 1 ? cells[identity[0]!]! : identity.map((column) => cells[column]).join(" ");
    yield record;
  }
}

function numberOf(cell: string, what: string, k: number, where: (line: number) => string): number {
  const value = Number(cell);
  if (Number.isFinite(value) && cell.trim() !== "") return value;
  const unquoted = Number(cell.trim().replace(/^"(.+)"$/, "$1") || Number.NaN);
  if (Number.isFinite(unquoted)) return unquoted;
  throw new UsageError(`${where(k)}: ${what} must be a finite number, got ${shown(cell)}. Look at the line.`);
}
