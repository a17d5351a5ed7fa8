import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { AtomicFile } from "../node/files/output-folder.js";
import type { Cell, Row } from "../schema/row.js";
import type { Column, ColumnType } from "./columns.js";

/** Rows held in memory before they are written. */
const ROW_GROUP = 20_000;

type Element = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

const elements: Record<ColumnType, Pick<Element, "type" | "converted_type">> = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  boolean: { type: "BOOLEAN" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
};

const convert: Record<ColumnType, (cell: NonNullable<Cell>) => unknown> = {
  string: String,
  boolean: Boolean,
  integer: (cell) => BigInt(cell),
  number: Number,
  time: (cell) => new Date(String(cell)),
};

/** Writes a Parquet file row by row; it takes its name when it is whole. */
export class ParquetTable {
  private readonly columns: readonly Column[];
  private readonly file: AtomicFile;
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;
  private data: unknown[][] = [];

  /** @param metadata texts that are kept in the file, by key */
  constructor(path: string, columns: readonly Column[], metadata: Record<string, string>) {
    this.columns = columns;
    this.file = new AtomicFile(path);
    const root: Element = { name: "root", num_children: columns.length };
    const fields = columns.map(({ key, type }): Element => {
      return { name: key, repetition_type: "OPTIONAL", ...elements[type] };
    });
    const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
    const createdBy = "synaptic-caching";
    this.writer = new ParquetWriter({ writer: this.bytes, schema: [root, ...fields], kvMetadata, createdBy });
    this.clear();
  }

  add(row: Row): void {
    this.columns.forEach(({ key, type }, i) => {
      const cell = row[key] ?? null;
      this.data[i]!.push(cell === null ? null : convert[type](cell));
    });
    if (this.data[0]!.length >= ROW_GROUP) this.writeGroup();
  }

  /** Puts the rest of the table onto the disk, under a temporary name. */
  finish(): void {
    if (this.data[0]!.length > 0) this.writeGroup();
    this.writer.finish();
    this.flush();
    this.file.finish();
  }

  commit(): void {
    this.file.commit();
  }

  discard(): void {
    this.file.discard();
  }

  private clear(): void {
    this.data = this.columns.map(() => []);
  }

  private writeGroup(): void {
    const columnData = this.columns.map(({ key }, i) => ({ name: key, data: this.data[i]! }));
    this.writer.write({ columnData, rowGroupSize: ROW_GROUP });
    this.clear();
    this.flush();
  }

  private flush(): void {
    this.file.write(new Uint8Array(this.bytes.buffer, 0, this.bytes.index));
    this.bytes.index = 0;
  }
}
