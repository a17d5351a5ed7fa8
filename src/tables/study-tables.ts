import { join } from "node:path";
import type { Row } from "../schema/row.js";
import { tableFiles } from "../study/journals/study-folder.js";
import type { Column } from "./columns.js";
import { CsvTable } from "./csv-table.js";
import { ParquetTable } from "./parquet-table.js";

type Table = CsvTable | ParquetTable;

/** The tables of a study, which take their names together. */
export class StudyTables {
  private readonly folder: string;
  private readonly metadata: Record<string, string>;
  private readonly tables: Table[] = [];

  /** @param metadata texts that are kept in every Parquet file, by key */
  constructor(folder: string, metadata: Record<string, string>) {
    this.folder = folder;
    this.metadata = metadata;
  }

  /** Opens a table in these files; returns what adds a row to each of them. */
  open(names: readonly (keyof typeof tableFiles)[], columns: readonly Column[]): (row: Row) => void {
    const opened = names.map((name) => {
      const path = join(this.folder, tableFiles[name]);
      const table = path.endsWith(".csv")
        ? new CsvTable(path, columns)
        : new ParquetTable(path, columns, this.metadata);
      // One that is open is discarded, whether the next one can be opened or not.
      this.tables.push(table);
      return table;
    });
    return (row) => {
      for (const table of opened) table.add(row);
    };
  }

  /** All are on the disk before one takes its name, so that none is older than the others. */
  commit(): void {
    for (const table of this.tables) table.finish();
    for (const table of this.tables) table.commit();
  }

  discard(): void {
    for (const table of this.tables) table.discard();
  }
}
