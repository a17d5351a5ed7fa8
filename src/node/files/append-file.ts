import { closeSync, fstatSync, fsync, fsyncSync, ftruncateSync } from "node:fs";
import { describeDiskError } from "./full-disk.js";
import { openRegularFile } from "./own-files.js";
import { writeAll } from "./whole.js";

/** Half of what is promised, so that a late timer keeps the promise. */
const SYNC_EVERY_MS = 500;
/** Names in a message. */
const SHOWN = 3;

/** The disk took no more, or does not keep what it took; the message says which jobs are there. */
export class JournalNotWritten extends Error {
  override readonly name = "JournalNotWritten";
}

/**
 * A file of lines that grows, and knows how much of it is on the disk. When synchronising fails, the system forgets what was
 * not written and may say that all is well the next time; so from then on nothing more is believed.
 */
export class AppendFile {
  readonly path: string;
  readonly descriptor: number;
  private readonly timer: NodeJS.Timeout;
  /** Names of what was appended and is not known to be on the disk. */
  private unsure: string[] = [];
  /** Length up to which it is; what was there when the file was opened counts as that. */
  private sureLength: number;
  private syncing: Promise<void> = Promise.resolve();
  private isSyncing = false;
  private syncError: Error | null = null;

  /** Opens a file for reading and appending, or begins one. */
  constructor(path: string) {
    this.path = path;
    this.descriptor = openRegularFile(path, "a+");
    this.sureLength = fstatSync(this.descriptor).size;
    this.timer = setInterval(() => this.syncSoon(), SYNC_EVERY_MS);
    this.timer.unref();
  }

  /** Cuts off what follows a length, before anything is appended. */
  cut(length: number): void {
    if (fstatSync(this.descriptor).size > length) ftruncateSync(this.descriptor, length);
    this.sureLength = Math.min(this.sureLength, length);
  }

  /**
   * Hands whole lines to the operating system: when this returns, they outlive the process.
   *
   * @param names what the lines are about, for the message when they are not kept
   * @returns where they begin
   * @throws {JournalNotWritten} if they cannot be written; then none of them is there, not even in part
   */
  append(lines: string, names: readonly string[]): number {
    if (this.syncError !== null) throw this.notKept(this.syncError);
    const bytes = Buffer.from(lines);
    // Asked of the file and not counted: a process that took this one for dead may have added lines.
    const start = fstatSync(this.descriptor).size;
    let done = 0;
    try {
      writeAll(this.descriptor, bytes, undefined, (written) => {
        done = written;
      });
    } catch (error) {
      if (fstatSync(this.descriptor).size === start + done) ftruncateSync(this.descriptor, start);
      throw this.notWritten(error as Error);
    }
    this.unsure.push(...names);
    return start;
  }

  /**
   * Waits for the disk, and closes the file. Lines that are not known to be on the disk are taken out.
   *
   * @throws {JournalNotWritten} if there are any
   */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.syncing;
    if (this.syncError === null && this.unsure.length > 0) {
      try {
        fsyncSync(this.descriptor);
      } catch (error) {
        this.syncError = error as Error;
      }
    }
    const failure = this.syncError === null ? null : this.takeBack(this.syncError);
    try {
      closeSync(this.descriptor);
    } catch (error) {
      if (failure === null) throw this.notClosed(error as Error);
    }
    if (failure !== null) throw failure;
  }

  /** On another thread, so that a slow disk holds up nobody. */
  private syncSoon(): void {
    if (this.isSyncing || this.syncError !== null || this.unsure.length === 0) return;
    const count = this.unsure.length;
    const { size } = fstatSync(this.descriptor);
    this.isSyncing = true;
    this.syncing = new Promise((resolve) => {
      fsync(this.descriptor, (error) => {
        this.isSyncing = false;
        if (error !== null) this.syncError = error;
        else {
          this.unsure.splice(0, count);
          this.sureLength = size;
        }
        resolve();
      });
    });
  }

  private takeBack(cause: Error): JournalNotWritten {
    try {
      ftruncateSync(this.descriptor, this.sureLength);
    } catch (error) {
      const advice = `They could not be taken out either (${(error as Error).message}): cut it to ${this.sureLength} bytes.`;
      return this.notKept(cause, advice);
    }
    return this.notKept(cause);
  }

  private notKept(cause: Error, advice = "They were taken out of it and count as not run."): JournalNotWritten {
    const { reason, remedy } = describeDiskError(cause);
    const count = this.unsure.length;
    const names = `${this.unsure.slice(0, SHOWN).join(", ")}${count > SHOWN ? ", …" : ""}`;
    return new JournalNotWritten(
      `the disk does not keep ${this.path}: ${reason}. The last ${count} of its jobs (${names}) are not known to be kept. ` +
        `${advice} ${remedy}, then run the same command again.`,
      { cause },
    );
  }

  private notWritten(cause: Error): JournalNotWritten {
    const { reason, remedy } = describeDiskError(cause);
    return new JournalNotWritten(
      `cannot write to ${this.path}: ${reason}. Every job that was recorded is kept. ` +
        `${remedy}, then run the same command again.`,
      { cause },
    );
  }

  private notClosed(cause: Error): JournalNotWritten {
    return new JournalNotWritten(
      `closing ${this.path} failed: ${cause.message}. The disk had confirmed every job before, but is not to be trusted: ` +
        "the jobs of this run are not known to be kept. Look at the disk, then run the same command again: what is missing is run.",
      { cause },
    );
  }
}
