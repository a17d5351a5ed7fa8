import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../../schema/usage-error.js";
import { describeDiskError, isFullDisk, isOfFileSystem } from "./full-disk.js";
import { openNewFile, removeAbandoned } from "./temporary-files.js";
import { writeAndClose } from "./whole.js";

/**
 * Creates a folder for results, with the folders above it, and proves before the work starts that it can be written.
 * The proof is a file that is written and removed: for root, and on a disk mounted read-only, permission bits say nothing.
 * What killed processes left there is removed.
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
    removeAbandoned(folder);
  } catch (error) {
    if (isFullDisk(error)) throw notWritten(folder, error);
    const { code, message, path: culprit } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? `${culprit} exists and is not a folder` : message;
    throw new UsageError(
      `cannot write to the output folder ${JSON.stringify(path)}: ${reason}. ` +
        `Give a folder that can be created and written; relative paths begin at ${process.cwd()}.`,
      { cause: error },
    );
  }
}

/** A file that could not be written, or is not known to be on the disk; what was there before is as it was. */
export class FileNotWritten extends Error {
  override readonly name = "FileNotWritten";
}

/** Errors of the file system with what they mean; others as they are. */
export function notWritten(path: string, error: unknown): unknown {
  if (!isOfFileSystem(error)) return error;
  const { reason, remedy } = describeDiskError(error as Error);
  return new FileNotWritten(
    `cannot write ${JSON.stringify(path)}: ${reason}. What was there before is as it was. ` +
      `${remedy}, then run the same command again.`,
    { cause: error },
  );
}

/**
 * Writes a file so that readers, and the next run after a crash, see all of it or what was there before: the data go to
 * a temporary file beside it, onto the disk, and take the name only then. The folder must exist.
 *
 * @throws {FileNotWritten} with the error of the file system as its cause; the temporary file is removed
 */
export function writeFileAtomically(path: string, data: string | Uint8Array): void {
  const file = new AtomicFile(path);
  try {
    file.write(data);
    file.commit();
  } finally {
    file.discard();
  }
}

/** A file that is written in pieces and takes its name when it is whole, as `writeFileAtomically` does at once. */
export class AtomicFile {
  private readonly path: string;
  private readonly file: string;
  private readonly descriptor: number;
  /** A device or a pipe is written as it is: a file that took its name would be in its place, as /dev/null for all programs. */
  private readonly isDevice: boolean;
  private isOpen = true;
  private isThere: boolean;

  /** @throws {FileNotWritten} as all methods but `discard` do */
  constructor(path: string) {
    this.path = path;
    this.isDevice = isDevice(path);
    this.isThere = !this.isDevice;
    const { file, descriptor } = this.attempt(() =>
      this.isDevice ? { file: path, descriptor: openSync(path, "w") } : openNewFile(path),
    );
    this.file = file;
    this.descriptor = descriptor;
  }

  write(data: string | Uint8Array): void {
    this.attempt(() => writeFileSync(this.descriptor, data));
  }

  /** Puts the file onto the disk; it keeps its temporary name. */
  finish(): void {
    if (!this.isOpen) return;
    this.attempt(() => {
      if (!this.isDevice) fsyncSync(this.descriptor);
      // Whatever it says, the descriptor is gone.
      this.isOpen = false;
      closeSync(this.descriptor);
    });
  }

  /** Puts the file onto the disk, if it is not there, and gives it its name. */
  commit(): void {
    this.finish();
    if (!this.isDevice) this.attempt(() => renameSync(this.file, this.path));
    this.isThere = false;
  }

  /** Removes what was written, unless it has been committed. */
  discard(): void {
    try {
      if (this.isOpen) closeSync(this.descriptor);
    } catch {
      // What is written there is not wanted.
    }
    this.isOpen = false;
    if (this.isThere) rmSync(this.file, { force: true });
    this.isThere = false;
  }

  private attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw notWritten(this.path, error);
    }
  }
}

/** Whether there is something under this name that is neither a file nor a folder. */
function isDevice(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
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
