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
  const csv = new CsvTable(join(out, tableFiles.csv), columns.list);
  const parquet = new ParquetTable(join(out, tableFiles.parquet), columns.list, metadata);
  const curvesFile = join(out, tableFiles.curves);
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
    files: names.map((name) => join(out, name)),
  };
}
