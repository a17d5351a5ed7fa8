import { readSync } from "node:fs";
import { shownPath } from "../../schema/shown.js";
import { LARGEST_TEXT } from "./files.js";

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** Where a line is, and what it says; `end` is behind its line feed. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

/**
 * The lines of an open file, one at a time, however large it is. What follows the last line feed is no line. Of a line that
 * is longer than any text the beginning is given, which whoever knows the lines finds damaged.
 *
 * @param path of the file, for messages
 * @throws Error if the system cannot read it
 */
export function* readLines(descriptor: number, path: string, longest = LARGEST_TEXT): Generator<Line> {
  const chunk = Buffer.alloc(CHUNK);
  let parts: Buffer[] = [];
  /** Bytes in `parts`. */
  let length = 0;
  let start = 0;
  let position = 0;
  for (;;) {
    const size = readChunk(descriptor, chunk, position, path);
    if (size === 0) return;
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && at < size; at = chunk.indexOf(NEWLINE, from)) {
      if (length < longest) parts.push(chunk.subarray(from, Math.min(at, from + longest - length)));
      const end = position + at + 1;
      yield { text: Buffer.concat(parts).toString("utf8"), start, end };
      parts = [];
      length = 0;
      start = end;
      from = at + 1;
    }
    // The chunk is read into again: what is left of it has to be kept apart.
    const rest = Buffer.from(chunk.subarray(from, Math.min(size, from + longest - length)));
    if (rest.length > 0) parts.push(rest);
    length += rest.length;
    position += size;
  }
}

function readChunk(descriptor: number, chunk: Buffer, position: number, path: string): number {
  try {
    return readSync(descriptor, chunk, 0, chunk.length, position);
  } catch (error) {
    throw new Error(
      `cannot read "${shownPath(path)}": ${(error as Error).message}. Nothing in it was changed. ` +
        "Look at the disk, then run the same command again.",
      { cause: error },
    );
  }
}
