import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readInputFile } from "../node/files/files.js";
import type { Row } from "../schema/row.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { cellOf, isText } from "./csv-rows.js";
import type { ReaderMessage } from "./parquet-reader.js";

/** What a Parquet table holds. */
export interface ParquetContent {
  columns: string[];
  rows: Row[];
  /** The text that `--collect` keeps in the file: the study and how many rows there are. */
  provenance: string | null;
}

/** A row group of a sound file is read in a fraction of a second; a large one takes longer. */
const SECONDS = 10;
const SECONDS_PER_MEGABYTE = 1;
/** A row group of a million rows with thirty columns fits well. */
const HEAP_MEGABYTES = 2048;
const SHORTEST = 12;
const MAGIC = "PAR1";

const refusal = (file: string, reason: string, cause?: Error): UsageError =>
  new UsageError(
    `${shownPath(file)} is no Parquet file that can be read: ${reason}. Give a file as the program wrote it.`,
    { cause },
  );

/**
 * The rows of a Parquet file. They are read in a process of their own, with bounds on memory and time: what is damaged
 * may ask for any amount of either, and a loop without end can only be ended from outside.
 *
 * @param reader the program of that process
 * @param patience seconds without a row, beside those that the size of the file accounts for
 * @throws {UsageError} if the file is damaged
 */
export async function readParquetRows(
  file: string,
  { reader = new URL("./parquet-reader.js", import.meta.url), patience = SECONDS } = {},
): Promise<ParquetContent> {
  const bytes = readInputFile(file);
  const ends = [bytes.subarray(0, 4), bytes.subarray(-4)].map((part) => Buffer.from(part).toString("latin1"));
  if (bytes.length < SHORTEST || ends.some((end) => end !== MAGIC)) {
    throw refusal(file, `it must begin and end with ${MAGIC}, got ${shown(ends[0])} and ${shown(ends[1])}`);
  }
  const seconds = patience + (SECONDS_PER_MEGABYTE * bytes.length) / 1e6;
  return await contentFrom(file, reader, seconds);
}

/** A column with a word among its numbers is text, such as a threshold of 5 or auto. */
function withNumbers(row: Row): Row {
  const cells = Object.entries(row).map(([key, cell]) => [
    key,
    typeof cell === "string" && !isText(key) ? cellOf(cell) : cell,
  ]);
  return Object.fromEntries(cells) as Row;
}

function contentFrom(file: string, reader: URL, seconds: number): Promise<ParquetContent> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(reader), [file], {
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const rows: Row[] = [];
    let clock: NodeJS.Timeout | undefined;
    const end = (settle: () => void): void => {
      clearTimeout(clock);
      child.removeAllListeners();
      child.kill("SIGKILL");
      settle();
    };
    /** From a sign of life on, so that a slow start does not count. */
    const wait = (): void => {
      clearTimeout(clock);
      const late = refusal(file, `it is damaged, as nothing came of reading it for ${Math.ceil(seconds)} s`);
      clock = setTimeout(() => end(() => reject(late)), seconds * 1000);
    };
    child.on("message", (message: ReaderMessage) => {
      if (message.kind === "refused") return end(() => reject(refusal(file, shown(message.message))));
      if (message.kind === "end") return end(() => resolve({ ...message, rows }));
      if (message.kind === "rows") for (const row of message.rows) rows.push(withNumbers(row));
      wait();
    });
    child.on("error", (error) => end(() => reject(error)));
    child.on("exit", () => end(() => reject(refusal(file, `it is damaged, or needs more than ${HEAP_MEGABYTES} MB`))));
  });
}
