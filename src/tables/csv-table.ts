import { csvFormatRow } from "d3-dsv";
import { AtomicFile } from "../node/files/output-folder.js";
import type { Row } from "../schema/row.js";
import type { Column } from "./columns.js";

const PIECE = 1 << 16;

/** Writes a CSV file row by row, in the same form as `report/csv.ts`; it takes its name when it is whole. */
export class CsvTable {
  private readonly keys: readonly string[];
  private readonly file: AtomicFile;
  private text: string;

  constructor(path: string, columns: readonly Column[]) {
    this.keys = columns.map(({ key }) => key);
    this.file = new AtomicFile(path);
    this.text = `${csvFormatRow(this.keys as string[])}\n`;
  }

  add(row: Row): void {
    const cells = this.keys.map((key) => row[key] ?? null);
    // Numbers and truth values are turned into text here as `csvFormat` does it.
    this.text += `${csvFormatRow(cells.map((cell) => (cell === null ? "" : String(cell))))}\n`;
    if (this.text.length > PIECE) this.flush();
  }

  /** Puts the rest of the table onto the disk, under a temporary name. */
  finish(): void {
    this.flush();
    this.file.finish();
  }

  commit(): void {
    this.file.commit();
  }

  discard(): void {
    this.file.discard();
  }

  private flush(): void {
    this.file.write(this.text);
    this.text = "";
  }
}
