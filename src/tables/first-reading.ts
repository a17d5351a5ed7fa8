import { type JournalIndex, programOf } from "../study/journals/index-journals.js";
import { ProgramCounter, type Programs } from "../study/journals/programs.js";
import type { Study } from "../study/study.js";
import { collectedRows } from "./collected-rows.js";
import { Columns } from "./columns.js";
import { BaselineSamples, baselineOf } from "./summary/baseline.js";
import { comparedEnergy } from "./summary/study-summary.js";

/** What has to be known of all runs before the first row is written. */
export interface FirstReading {
  columns: Columns;
  curveColumns: Columns;
  /** Energies of the cells that others are compared with; null where nothing is compared. */
  baseline: BaselineSamples | null;
  programs: Programs;
  versions: string[];
  rowCount: number;
  curveRowCount: number;
}

/**
 * Reads all runs of a study once.
 *
 * @param typedBaseline what cells are compared with, `key=value` each
 * @throws {UsageError} for a baseline that the study does not have
 */
export function readFirst(study: Study, index: JournalIndex, typedBaseline?: readonly string[]): FirstReading {
  const columns = new Columns(study, { withTimes: true });
  const curveColumns = new Columns(study, { withTimes: false });
  const values = baselineOf(study, typedBaseline);
  const baseline = values === null ? null : new BaselineSamples(study.axes, values);
  const versions = new Set<string>();
  const counter = new ProgramCounter();
  let [rowCount, curveRowCount] = [0, 0];
  for (const { parameters, record } of collectedRows(study, index)) {
    rowCount += 1;
    versions.add(record.version);
    counter.see(programOf(record));
    const { curve = [], ...results } = record.run;
    columns.see(results);
    curveRowCount += curve.length;
    for (const point of curve) curveColumns.see(point);
    baseline?.see(parameters, comparedEnergy(record));
  }
  const { programs } = counter;
  return { columns, curveColumns, baseline, programs, versions: [...versions].sort(), rowCount, curveRowCount };
}
