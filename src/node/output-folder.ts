import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../schema/usage-error.js";

/**
 * Creates a folder for results, with the folders above it, and proves before the work starts that it can be written.
 * The proof is a file that is written and removed: for root, and on a disk mounted read-only, permission bits say nothing.
 *
 * @throws {UsageError} if the folder cannot be created or written, or is a file
 */
export function prepareOutputFolder(path: string): void {
  const folder = resolve(path);
  try {
    if (path === "") throw new Error("its name is empty");
    createFolder(folder);
    const { file, descriptor } = openNewFile(join(folder, ".probe"));
    try {
      writeAndClose(descriptor, "probe");
    } finally {
      rmSync(file, { force: true });
    }
  } catch (error) {
    const { code, message, path: culprit } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? `${culprit} exists and is not a folder` : message;
    throw new UsageError(
      `cannot write to the output folder ${JSON.stringify(path)}: ${reason}. ` +
        `Give a folder that can be created and written; relative paths begin at ${process.cwd()}.`,
      { cause: error },
    );
  }
}

/**
 * Writes a file so that readers, and the next run after a crash, see all of it or what was there before: the data go to
 * a temporary file beside it, onto the disk, and take the name only then. The folder must exist.
 *
 * @throws the error of the file system; the temporary file is removed
 */
export function writeFileAtomically(path: string, data: string | Uint8Array): void {
  const { file, descriptor } = openNewFile(path);
  try {
    writeAndClose(descriptor, data);
    renameSync(file, path);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** A file that is written in pieces and takes its name when it is whole, as `writeFileAtomically` does at once. */
export class AtomicFile {
  private readonly path: string;
  private readonly file: string;
  private readonly descriptor: number;
  private isOpen = true;

  constructor(path: string) {
    this.path = path;
    const { file, descriptor } = openNewFile(path);
    this.file = file;
    this.descriptor = descriptor;
  }

  write(data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    for (let done = 0; done < bytes.length; ) done += writeSync(this.descriptor, bytes, done);
  }

  /** Puts the file onto the disk and gives it its name. */
  commit(): void {
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
    this.isOpen = false;
    renameSync(this.file, this.path);
  }

  /** Removes what was written, unless it has been committed. */
  discard(): void {
    if (!this.isOpen) return;
    closeSync(this.descriptor);
    this.isOpen = false;
    rmSync(this.file, { force: true });
  }
}

/** Not `mkdirSync` with `recursive`: in Node 20 it never returns for a path below /proc. */
function createFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) createFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another shard may have created it in the meantime.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

let counter = 0;

/**
 * Opens a file beside `path` that no one else has. The process number alone would not do: threads share it, processes
 * on other nodes of a cluster repeat it, and a killed process may have left its file behind.
 */
function openNewFile(path: string): { file: string; descriptor: number } {
  for (;;) {
    const file = `${path}.${process.pid}-${counter++}.tmp`;
    try {
      return { file, descriptor: openSync(file, "wx") };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function writeAndClose(descriptor: number, data: string | Uint8Array): void {
  try {
    writeFileSync(descriptor, data);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
