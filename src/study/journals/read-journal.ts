import { closeSync } from "node:fs";
import { readLines } from "../../node/files/lines.js";
import { openRegularFile } from "../../node/files/own-files.js";
import { decodeStudyRecord, type StudyRecord } from "./record.js";

/** A whole line of a journal, and where it stands. */
export interface JournalLine {
  record: StudyRecord;
  /** In bytes from the start of the file. */
  offset: number;
  length: number;
}

/** A line in the middle of a journal that is not what was written there. */
export class DamagedJournal extends Error {
  override readonly name = "DamagedJournal";
}

/**
 * The lines of a journal, one after the other. The last line is passed over where it is torn, as it is while it is being
 * written and after a process was killed; its job then counts as not done.
 *
 * @returns the length of the file up to the end of its last whole line
 * @throws {DamagedJournal} at a line in the middle that is damaged
 * @throws {UsageError} if it is no regular file, or may not be read
 */
export function* readJournal(file: string): Generator<JournalLine, number> {
  const descriptor = openRegularFile(file, "r");
  try {
    let damagedLine: number | undefined;
    let number = 0;
    let wholeLength = 0;
    for (const { text, start, end } of readLines(descriptor, file)) {
      number += 1;
      // A damaged line is in the middle if anything follows it.
      if (damagedLine !== undefined) throw damaged(file, damagedLine);
      const record = decodeStudyRecord(text);
      if (record === null) {
        damagedLine = number;
        continue;
      }
      wholeLength = end;
      yield { record, offset: start, length: end - 1 - start };
    }
    return wholeLength;
  } finally {
    closeSync(descriptor);
  }
}

function damaged(file: string, line: number): DamagedJournal {
  return new DamagedJournal(
    `${file}, line ${line} is damaged: it is not what was written there. Nothing was changed. ` +
      "Look at the disk, then remove that line: its job is run again, and all other lines keep their results.",
  );
}
