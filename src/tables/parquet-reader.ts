import { type FileMetaData, parquetMetadata, parquetReadObjects } from "hyparquet";
import { readInputFile } from "../node/files/files.js";
import type { Cell, Row } from "../schema/row.js";

/** What the process that reads tells the one that waits. */
export type ReaderMessage =
  | { kind: "ready" }
  /** Rows of one row group, in the order of the file. */
  | { kind: "rows"; rows: Row[] }
  | { kind: "end"; columns: string[]; provenance: string | null }
  | { kind: "refused"; message: string };

/** Rows in one message: a message is held in memory twice. */
const ROWS_PER_MESSAGE = 10_000;

/**
 * Checks what a file says of itself against what there is of it.
 *
 * @param byteLength of the file
 * @throws {Error} naming the first thing that cannot be
 */
function checkMetadata({ schema, num_rows, row_groups }: FileMetaData, byteLength: number): string[] {
  const [root, ...fields] = schema;
  if (root === undefined || fields.length === 0 || root.num_children !== fields.length) {
    throw new Error("its schema is no flat list of columns");
  }
  const names = fields.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`it has column ${twice} twice`);
  let rowCount = 0n;
  for (const { columns, num_rows: rows } of row_groups) {
    rowCount += rows;
    if (rows < 0n || columns.length !== fields.length) throw new Error("a row group does not fit its schema");
    for (const [i, { meta_data: chunk }] of columns.entries()) {
      const starts = [chunk?.dictionary_page_offset, chunk?.data_page_offset].filter((at) => at !== undefined);
      const size = chunk?.total_compressed_size ?? -1n;
      const outside = starts.some((at) => at < 4n || at + size > BigInt(byteLength) + (starts.at(-1)! - starts[0]!));
      if (chunk === undefined || chunk.num_values !== rows || size < 0n || outside) {
        throw new Error(`column ${names[i]} is not where the file says it is`);
      }
    }
  }
  if (rowCount !== num_rows) throw new Error(`it says ${num_rows} rows, and its row groups hold ${rowCount}`);
  return names;
}

/** Counts beyond 2⁵³ stay text, so that none is taken for its neighbour. */
function cellOf(value: unknown): Cell {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Date ? value.toISOString() : (value as Cell);
}

function rowOf(record: Record<string, unknown>, columns: readonly string[], number: number): Row {
  return Object.fromEntries(
    columns.map((key) => {
      if (record[key] === undefined) throw new Error(`column ${key} ends before row ${number}`);
      return [key, cellOf(record[key])];
    }),
  );
}

async function read(path: string, send: (message: ReaderMessage) => void): Promise<void> {
  const { buffer, byteOffset, byteLength } = readInputFile(path);
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const columns = checkMetadata(metadata, byteLength);
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const records = await parquetReadObjects({ file, metadata, rowStart, rowEnd });
    if (records.length !== rowEnd - rowStart) throw new Error(`it ends before row ${rowEnd}`);
    for (let k = 0; k < records.length; k += ROWS_PER_MESSAGE) {
      const part = records.slice(k, k + ROWS_PER_MESSAGE);
      send({ kind: "rows", rows: part.map((record, i) => rowOf(record, columns, rowStart + k + i + 1)) });
    }
    rowStart = rowEnd;
  }
  const own = metadata.key_value_metadata?.find(({ key }) => key === "synaptic-caching");
  send({ kind: "end", columns, provenance: own?.value ?? null });
}

/** This file is the program of a process of its own: `parquet-rows.ts` starts it and ends it. */
const send = (message: ReaderMessage): void => void process.send!(message);
send({ kind: "ready" });
await read(process.argv[2]!, send).catch((error: Error) => send({ kind: "refused", message: error.message }));
process.disconnect();
