import { readSync } from "node:fs";

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** Where a line is, and what it says; `end` is behind its line feed. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

/** The lines of an open file, one at a time, however large it is. What follows the last line feed is no line. */
export function* readLines(descriptor: number): Generator<Line> {
  const chunk = Buffer.alloc(CHUNK);
  let parts: Buffer[] = [];
  let start = 0;
  let position = 0;
  for (;;) {
    const size = readSync(descriptor, chunk, 0, CHUNK, position);
    if (size === 0) return;
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && at < size; at = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, at));
      const end = position + at + 1;
      yield { text: Buffer.concat(parts).toString("utf8"), start, end };
      parts = [];
      start = end;
      from = at + 1;
    }
    // The chunk is read into again: what is left of it has to be kept apart.
    parts.push(Buffer.from(chunk.subarray(from, size)));
    position += size;
  }
}
