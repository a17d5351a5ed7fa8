import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeAbandoned } from "../node/files/temporary-files.js";
import { schemaVersion, version } from "../schema/version.js";
import { indexJournals, programOf } from "../study/journals/index-journals.js";
import { ProgramCounter, type Programs } from "../study/journals/programs.js";
import { studyFile, studyOfFolder, tableFiles } from "../study/journals/study-folder.js";
import { jobCount } from "../study/study.js";
import { withPathsFrom } from "../study/study-document.js";
import { collectedRows } from "./collected-rows.js";
import { Columns, curveRowsOf, rowOf } from "./columns.js";
import { CsvTable } from "./csv-table.js";
import { ParquetTable } from "./parquet-table.js";
import { prepareTableFolder } from "./table-folder.js";

/** What collecting came to. */
export interface Collection {
  jobCount: number;
  rowCount: number;
  curveRowCount: number;
  /** Programs that have computed the rows, by their fingerprints, the most frequent first. */
  programs: Programs;
  files: string[];
}

/**
 * Writes the tables of a study from its journals, one row a run that is there, in the order of the study. Rows are read
 * twice, first for the columns, so that no more than a part of them is in memory.
 *
 * @param out where the tables go; nothing is written into the folder of the study if it is another one
 * @throws {UsageError} if no tables can be written there
 * @throws {DamagedJournal}
 */
export function collectStudy(folder: string, out = folder): Collection {
  const study = studyOfFolder(folder);
  prepareTableFolder(folder, out);
  const index = indexJournals(folder);
  const columns = new Columns(study, { withTimes: true });
  const curveColumns = new Columns(study, { withTimes: false });
  const versions = new Set<string>();
  const counter = new ProgramCounter();
  let curveRowCount = 0;
  let rowCount = 0;
  for (const collected of collectedRows(study, index)) {
    rowCount += 1;
    versions.add(collected.record.version);
    counter.see(programOf(collected.record));
    const { curve = [], ...results } = collected.record.run;
    columns.see(results);
    curveRowCount += curve.length;
    for (const point of curve) curveColumns.see(point);
  }

  const { programs } = counter;
  const provenance = {
    schemaVersion,
    version,
    versions: [...versions].sort(),
    programs: Object.fromEntries(programs),
    jobCount: jobCount(study),
    rowCount,
    study: JSON.parse(readFileSync(studyFile(folder), "utf8")),
  };
  const metadata = { "synaptic-caching": JSON.stringify(provenance) };
  removeAbandoned(out);
  const curvesFile = join(out, tableFiles.curves);
  const tables: (CsvTable | ParquetTable)[] = [];
  try {
    tables.push(new CsvTable(join(out, tableFiles.csv), columns.list));
    tables.push(new ParquetTable(join(out, tableFiles.parquet), columns.list, metadata));
    const curves = curveRowCount > 0 ? new ParquetTable(curvesFile, curveColumns.list, metadata) : null;
    const rowTables = [...tables];
    if (curves !== null) tables.push(curves);
    for (const collected of collectedRows(study, index)) {
      const row = withPathsFrom(folder, study, rowOf(study, collected));
      for (const table of rowTables) table.add(row);
      for (const point of curves === null ? [] : curveRowsOf(study, collected)) {
        curves?.add(withPathsFrom(folder, study, point));
      }
    }
    // All are on the disk before one takes its name, so that none is older than the others.
    for (const table of tables) table.finish();
    for (const table of tables) table.commit();
  } finally {
    for (const table of tables) table.discard();
  }
  // Curves of an earlier form of the study would not fit the other tables.
  if (curveRowCount === 0) rmSync(curvesFile, { force: true });
  const names = Object.values(tableFiles).filter((name) => curveRowCount > 0 || name !== tableFiles.curves);
  return {
    jobCount: jobCount(study),
    rowCount,
    curveRowCount,
    programs,
    files: names.map((name) => join(out, name)),
  };
}
