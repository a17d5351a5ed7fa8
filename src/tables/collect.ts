import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeAbandoned } from "../node/files/temporary-files.js";
import type { Row } from "../schema/row.js";
import { schemaVersion, version } from "../schema/version.js";
import { indexJournals } from "../study/journals/index-journals.js";
import type { Programs } from "../study/journals/programs.js";
import { studyFile, studyOfFolder, tableFiles } from "../study/journals/study-folder.js";
import { jobCount, type Study } from "../study/study.js";
import { withPathsFrom } from "../study/study-document.js";
import { collectedRows } from "./collected-rows.js";
import { curveRowsOf, rowOf } from "./columns.js";
import { type FirstReading, readFirst } from "./first-reading.js";
import { measured } from "./plot.js";
import { StudyTables } from "./study-tables.js";
import { StudySummary } from "./summary/study-summary.js";
import { prepareTableFolder } from "./table-folder.js";

/** What collecting came to. */
export interface Collection {
  jobCount: number;
  rowCount: number;
  curveRowCount: number;
  /** Programs that have computed the rows, by their fingerprints, the most frequent first. */
  programs: Programs;
  /** Cells that have runs. */
  cellCount: number;
  /** The rows of the first of them in the summary. */
  summary: Row[];
  /** What cells are compared with, as it is typed; null where they are not. */
  baseline: string | null;
  files: string[];
}

/** More rows of the summary than these are only in its files. */
export const LISTED_CELLS = 1000;

function provenanceOf(folder: string, study: Study, { versions, programs, rowCount, baseline }: FirstReading): object {
  return {
    ...{ schemaVersion, version, versions, programs: Object.fromEntries(programs) },
    ...{ jobCount: jobCount(study), rowCount, baseline: baseline?.text ?? null },
    study: JSON.parse(readFileSync(studyFile(folder), "utf8")),
  };
}

/**
 * Writes the tables of a study from its journals, one row a run that is there, in the order of the study, and a summary with one
 * a cell. Rows are read twice, first for the columns, so that no more than a part of them is in memory.
 *
 * @param out where the tables go; nothing is written into the folder of the study if it is another one
 * @param typedBaseline what cells are compared with, `key=value` each; without it as `baselineOf` says
 * @throws {UsageError} if no tables can be written there, and for a baseline that the study does not have
 * @throws {DamagedJournal}
 */
export function collectStudy(folder: string, out = folder, typedBaseline?: readonly string[]): Collection {
  const study = studyOfFolder(folder);
  prepareTableFolder(folder, out);
  const index = indexJournals(folder);
  const first = readFirst(study, index, typedBaseline);
  const { columns, curveColumns, baseline, programs, rowCount, curveRowCount } = first;
  const summary = new StudySummary({ study, folder }, measured(study, columns.list), baseline);
  removeAbandoned(out);
  const tables = new StudyTables(out, { "synaptic-caching": JSON.stringify(provenanceOf(folder, study, first)) });
  const cells: Row[] = [];
  let cellCount = 0;
  try {
    const addRow = tables.open(["csv", "parquet"], columns.list);
    const addCell = tables.open(["summaryCsv", "summaryParquet"], summary.columns);
    const addPoint = curveRowCount > 0 ? tables.open(["curves"], curveColumns.list) : null;
    const endCell = (row: Row | null): void => {
      if (row === null) return;
      addCell(row);
      cellCount += 1;
      if (cellCount <= LISTED_CELLS) cells.push(row);
    };
    for (const collected of collectedRows(study, index)) {
      addRow(withPathsFrom(folder, study, rowOf(study, collected)));
      if (addPoint !== null)
        for (const point of curveRowsOf(study, collected)) addPoint(withPathsFrom(folder, study, point));
      endCell(summary.add(collected));
    }
    endCell(summary.end());
    tables.commit();
  } finally {
    tables.discard();
  }
  // Curves of an earlier form of the study would not fit the other tables.
  if (curveRowCount === 0) rmSync(join(out, tableFiles.curves), { force: true });
  const names = Object.values(tableFiles).filter((name) => curveRowCount > 0 || name !== tableFiles.curves);
  return {
    ...{ jobCount: jobCount(study), rowCount, curveRowCount, programs },
    ...{ cellCount, summary: cells, baseline: baseline?.text ?? null },
    files: names.map((name) => join(out, name)),
  };
}
