import { linkSync, openSync, rmSync } from "node:fs";
import { LARGEST_TEXT, readInputFile } from "./files.js";
import { notWritten } from "./output-folder.js";
import { openNewFile } from "./temporary-files.js";
import { writeAndClose } from "./whole.js";

/** How long a file that another is writing may take to be whole; it is small. */
const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 20;

/**
 * Writes a small text file that is not there yet, and puts it onto the disk; of two processes that do so only one can.
 *
 * @returns false if the file is there already
 */
export function createFile(path: string, text: string): boolean {
  const { file, descriptor } = openNewFile(path);
  try {
    writeAndClose(descriptor, text);
    linkSync(file, path);
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (syscall !== "link") throw notWritten(path, error);
    // No hard links here (exFAT, SMB, buckets): it is made in its place, where others may see it before it is whole.
    return createInPlace(path, text);
  } finally {
    rmSync(file, { force: true });
  }
}

function createInPlace(path: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  try {
    writeAndClose(descriptor, text);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw notWritten(path, error);
  }
}

/** The text of a file that ends in a line feed when it is whole; waits a moment for one that another is writing. @throws {UsageError} if it cannot be read */
export function readWhole(path: string): string {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const text = Buffer.from(readInputFile(path, LARGEST_TEXT)).toString("utf8");
    if (text.endsWith("\n") || waited >= PATIENCE_MS) return text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS);
  }
}
