import { type JournalLine, readJournal } from "./read-journal.js";
import { journalFiles } from "./study-folder.js";

/** Where a record is. */
export interface Place {
  file: string;
  offset: number;
  length: number;
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

/**
 * Reads the journals of all shards. A job that two processes have done at once, with different divisions of the study,
 * has the same run in both, and counts once.
 *
 * @param onLine called after every line: there may be millions, and a lock to keep alive
 * @throws {DamagedJournal} at a line that is damaged
 */
export function indexJournals(folder: string, onLine: () => void = () => undefined): JournalIndex {
  const index: JournalIndex = { done: new Map(), failed: new Map(), unconverged: new Set(), bytes: 0 };
  for (const file of journalFiles(folder)) {
    for (const line of readJournal(file)) {
      enter(index, file, line);
      onLine();
    }
  }
  for (const id of index.done.keys()) index.failed.delete(id);
  return index;
}

function enter(index: JournalIndex, file: string, { record, offset, length }: JournalLine): void {
  const { id, run, error } = record;
  if (run === undefined) {
    index.failed.set(id, error ?? "");
  } else if (!index.done.has(id)) {
    index.done.set(id, { file, offset, length });
    index.bytes += length;
    if (!run.converged) index.unconverged.add(id);
  }
}
