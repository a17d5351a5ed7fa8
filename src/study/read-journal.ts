import { closeSync, openSync, readSync } from "node:fs";
import { decodeRecord, type JobRecord } from "./record.js";

const CHUNK = 1 << 20;
const LINE_FEED = 10;

/** A whole line of a journal, and where it stands. */
export interface JournalLine {
  record: JobRecord;
  /** In bytes from the start of the file. */
  offset: number;
  length: number;
}

/** A line in the middle of a journal that is not what was written there. */
export class DamagedJournal extends Error {
  override readonly name = "DamagedJournal";
}

interface RawLine {
  bytes: Buffer;
  offset: number;
  /** Whether its line feed is there. */
  ended: boolean;
}

/** The lines of a file, without holding more than one and a piece of the file; the last may have no end. */
function* rawLines(file: string): Generator<RawLine> {
  const descriptor = openSync(file, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const size = readSync(descriptor, chunk, 0, CHUNK, null);
      if (size === 0) break;
      const bytes = rest.length === 0 ? chunk.subarray(0, size) : Buffer.concat([rest, chunk.subarray(0, size)]);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        yield { bytes: bytes.subarray(start, end), offset: offset + start, ended: true };
        start = end + 1;
      }
      rest = bytes.subarray(start);
      offset += start;
    }
    if (rest.length > 0) yield { bytes: rest, offset, ended: false };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The lines of a journal, one after the other. The last line is passed over where it is torn, as it is while it is being
 * written and after a process was killed; its job then counts as not done.
 *
 * @returns the length of the file up to the end of its last whole line
 * @throws {DamagedJournal} at a line in the middle that is damaged
 */
export function* readJournal(file: string): Generator<JournalLine, number> {
  let damagedLine: number | undefined;
  let number = 0;
  let end = 0;
  for (const { bytes, offset, ended } of rawLines(file)) {
    number += 1;
    // Only a damaged line that is followed by another is in the middle.
    if (damagedLine !== undefined) break;
    const record = ended ? decodeRecord(bytes.toString("utf8")) : null;
    if (record === null) {
      damagedLine = number;
      continue;
    }
    end = offset + bytes.length + 1;
    yield { record, offset, length: bytes.length };
  }
  if (damagedLine !== undefined && damagedLine < number) {
    throw new DamagedJournal(
      `${file}, line ${damagedLine} is damaged: it is not what was written there. Nothing was changed. ` +
        "Look at the disk, then remove that line: its job is run again, and all other lines keep their results.",
    );
  }
  return end;
}
