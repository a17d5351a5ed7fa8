import { existsSync } from "node:fs";
import { currentIds, formerPathsOf } from "../former-ids.js";
import { readStudyDocument } from "../read-study.js";
import type { Study } from "../study.js";
import { type JournalLine, readJournal } from "./read-journal.js";
import type { StudyRecord } from "./record.js";
import { journalFiles, studyFile } from "./study-folder.js";

/** Where a record is, and which program computed it. */
export interface Place {
  file: string;
  offset: number;
  length: number;
  program: string;
  /** Milliseconds since 1970. */
  finishedAt: number;
}

/** What the journals of a folder say. */
export interface JournalIndex {
  /** Where the run of a job is. */
  done: Map<string, Place>;
  /** The last message of a job that failed, and has not been done since. */
  failed: Map<string, string>;
  /** Runs that did not converge. */
  unconverged: Set<string>;
  /** Bytes of all lines that hold a run. */
  bytes: number;
}

/** The fingerprint of the program that computed a record; before there were fingerprints its version says who it was. */
export const programOf = ({ code, version }: Pick<StudyRecord, "code" | "version">): string =>
  code ?? `${version} without a fingerprint`;

/**
 * Reads the journals of all shards. A job that two processes have done at once, with different divisions of the study,
 * has the same run in both, and counts once. Where it has been run again by another program the later run counts.
 *
 * @param study as it is going to be run, where that is not yet what the folder holds
 * @param onLine called after every line: there may be millions, and a lock to keep alive
 * @throws {DamagedJournal} at a line that is damaged
 */
export function indexJournals(folder: string, study?: Study, onLine: () => void = () => undefined): JournalIndex {
  const index: JournalIndex = { done: new Map(), failed: new Map(), unconverged: new Set(), bytes: 0 };
  const idOf = idsIn(folder, study);
  const programs = new Map<string, string>();
  for (const file of journalFiles(folder)) {
    for (const line of readJournal(file)) {
      const program = programOf(line.record);
      // One text for all records of a program: there may be millions.
      if (!programs.has(program)) programs.set(program, program);
      enter(index, idOf(line.record), placeOf(file, line, programs.get(program)!), line.record);
      onLine();
    }
  }
  for (const id of index.done.keys()) index.failed.delete(id);
  return index;
}

function idsIn(folder: string, study?: Study): (record: StudyRecord) => string {
  if (!existsSync(studyFile(folder))) return ({ id }) => id;
  const document = readStudyDocument(studyFile(folder));
  return currentIds(document.learner, formerPathsOf(document, study));
}

const placeOf = (file: string, { record, offset, length }: JournalLine, program: string): Place => {
  return { file, offset, length, program, finishedAt: Date.parse(record.finishedAt) };
};

function enter(index: JournalIndex, id: string, place: Place, { run, error }: StudyRecord): void {
  if (run === undefined) {
    index.failed.set(id, error ?? "");
    return;
  }
  const known = index.done.get(id);
  if (known !== undefined && !replaces(place, known)) return;
  index.done.set(id, place);
  index.bytes += place.length - (known?.length ?? 0);
  if (run.converged) index.unconverged.delete(id);
  else index.unconverged.add(id);
}

/** Within a journal the later line is the later run; between journals only the clocks of their machines tell. */
function replaces(place: Place, known: Place): boolean {
  if (place.program === known.program) return false;
  return place.file === known.file || place.finishedAt >= known.finishedAt;
}
