import { closeSync, openSync } from "node:fs";
import { readAll } from "../node/files/whole.js";
import type { Cell } from "../schema/row.js";
import type { JournalIndex, Place } from "../study/journals/index-journals.js";
import { DamagedJournal } from "../study/journals/read-journal.js";
import { decodeStudyRecord, type StudyRecord } from "../study/journals/record.js";
import { jobsOf, type Study } from "../study/study.js";

/** A job of the study with what the journal says of it. */
export interface Collected {
  parameters: Record<string, Cell>;
  record: StudyRecord & { run: NonNullable<StudyRecord["run"]> };
}

/** The jobs of a study that have a run, in the order of the study, one in memory at a time. */
export function* collectedRows(study: Study, { done }: JournalIndex): Generator<Collected> {
  const files = new Map<string, number>();
  try {
    for (const { id, parameters } of jobsOf(study)) {
      const place = done.get(id);
      if (place !== undefined) yield { parameters, record: readAt(files, place) };
    }
  } finally {
    for (const descriptor of files.values()) closeSync(descriptor);
  }
}

function readAt(files: Map<string, number>, { file, offset, length }: Place): Collected["record"] {
  const descriptor = files.get(file) ?? openSync(file, "r");
  files.set(file, descriptor);
  const record = decodeStudyRecord(readAll(descriptor, offset, length).toString("utf8"));
  if (record?.run === undefined) throw new DamagedJournal(`${file} has changed while it was read. Collect again.`);
  return record as Collected["record"];
}
