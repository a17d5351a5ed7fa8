import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { schemaVersion, version } from "../schema/version.js";
import { collectedRows } from "./collected-rows.js";
import { Columns, curveRowsOf, rowOf } from "./columns.js";
import { CsvTable } from "./csv-table.js";
import { indexJournals, programOf } from "./index-journals.js";
import { ParquetTable } from "./parquet-table.js";
import { ProgramCounter, type Programs } from "./programs.js";
import { jobCount } from "./study.js";
import { withPathsFrom } from "./study-document.js";
import { studyFile, studyOfFolder, tableFiles } from "./study-folder.js";

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
 * @throws {DamagedJournal}
 */
export function collectStudy(folder: string): Collection {
  const study = studyOfFolder(folder);
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
  const csv = new CsvTable(join(folder, tableFiles.csv), columns.list);
  const parquet = new ParquetTable(join(folder, tableFiles.parquet), columns.list, metadata);
  const curvesFile = join(folder, tableFiles.curves);
  const curves = curveRowCount > 0 ? new ParquetTable(curvesFile, curveColumns.list, metadata) : null;
  const tables = [csv, parquet, ...(curves === null ? [] : [curves])];
  try {
    for (const collected of collectedRows(study, index)) {
      const row = withPathsFrom(folder, study, rowOf(study, collected));
      csv.add(row);
      parquet.add(row);
      for (const point of curves === null ? [] : curveRowsOf(study, collected)) {
        curves?.add(withPathsFrom(folder, study, point));
      }
    }
    for (const table of tables) table.finish();
  } catch (error) {
    for (const table of tables) table.discard();
    throw error;
  }
  // Curves of an earlier form of the study would not fit the other tables.
  if (curves === null) rmSync(curvesFile, { force: true });
  const names = Object.values(tableFiles).filter((name) => curves !== null || name !== tableFiles.curves);
  return {
    jobCount: jobCount(study),
    rowCount,
    curveRowCount,
    programs,
    files: names.map((name) => join(folder, name)),
  };
}
