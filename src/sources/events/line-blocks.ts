import { UsageError } from "../../schema/usage-error.js";
import { readBytes } from "../read-bytes.js";
import type { ByteSource } from "../trajectory.js";

/** Bytes that are read at a time; no line may be as long. */
const BLOCK = 2 ** 22;
const NEWLINE = 10;

/** Whole lines of a file. */
export interface LineBlock {
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The lines of a stretch of bytes, which begins at the start of a line. The last one needs no line feed. */
export const readLines = async (source: ByteSource, start: number, end: number): Promise<string[]> =>
  linesOf(await readBytes(source, start, end));

function linesOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder().decode(bytes).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * All lines of a file, some megabytes at a time, from `start` on.
 *
 * @throws UsageError for a line that has no end
 */
export async function* lineBlocks(source: ByteSource, start = 0): AsyncGenerator<LineBlock> {
  for (let at = start; at < source.byteLength; ) {
    const limit = Math.min(source.byteLength, at + BLOCK);
    const bytes = await readBytes(source, at, limit);
    const end = limit === source.byteLength ? limit : at + bytes.lastIndexOf(NEWLINE) + 1;
    if (end === at) {
      throw new UsageError(
        `${source.name}: a line must be shorter than ${BLOCK} bytes, but one at byte ${at} is not. Look at it.`,
      );
    }
    yield { lines: linesOf(bytes.subarray(0, end - at)), start: at, end };
    at = end;
  }
}
