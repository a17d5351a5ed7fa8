import { extname } from "node:path";
import type { Job } from "../jobs/index.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { readCsvRows } from "../tables/csv-rows.js";
import { readParquetRows } from "../tables/parquet-rows.js";
import type { Difference } from "./differences.js";
import { readDocument } from "./read-document.js";
import { RecordedDocument } from "./recorded-document.js";
import { RecordedTable } from "./recorded-table.js";

/** A run as some file has it: what it was, and what came of it. */
export interface RecordedRun {
  /** Its place in the file, from 1. */
  number: number;
  job: Job;
  /** What the file states of it, by key. */
  recorded: Record<string, unknown>;
}

/** The runs of a learner's document or of the table of a study; never none. */
export interface Recording {
  readonly runs: readonly RecordedRun[];
  /** Of the program that made it, where the file says so. */
  readonly version?: string;
  /** That of its documents, where it is an earlier one than that of the program: names were others. */
  readonly formerSchemaVersion?: number;
  /** Compares what a run has given now, and remembers it for `compareRest`. */
  compare(run: RecordedRun, result: object): Difference[];
  /** Compares what the file states beside its runs, once these have been compared. */
  compareRest(): Difference[];
}

/**
 * Reads the runs of a file, whichever of the program's files it is.
 *
 * @throws {UsageError} if it holds none
 */
export async function readRecording(file: string): Promise<Recording> {
  const kind = extname(file).toLowerCase();
  if (kind === ".json") return new RecordedDocument(file, readDocument(file));
  if (kind === ".csv") return new RecordedTable(file, readCsvRows(file));
  if (kind === ".parquet") return new RecordedTable(file, await readParquetRows(file));
  throw new UsageError(
    `${shownPath(file)}: must be a .json, .csv or .parquet file, got ${shown(kind)}. ` +
      "Give a document of --json or --out, the provenance of a figure, or the table of a study.",
  );
}
