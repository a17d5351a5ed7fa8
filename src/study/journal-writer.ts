import { closeSync, fstatSync, fsync, fsyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { isFullDisk } from "./full-disk.js";
import { readJournal } from "./read-journal.js";

/** Half of what is promised, so that a late timer keeps the promise. */
const SYNC_EVERY_MS = 500;

/** The disk took no more; everything that counted as done is on it. */
export class JournalNotWritten extends Error {
  override readonly name = "JournalNotWritten";
}

/** Appends to the journal of a shard, whose lock the process holds. */
export class JournalWriter {
  private readonly file: string;
  private readonly descriptor: number;
  private readonly timer: NodeJS.Timeout;
  private end: number;
  private written = 0;
  private synced = 0;
  private syncError: Error | null = null;

  /** Opens a journal, or begins one. A torn last line, left by a process that was killed, is cut off. */
  constructor(file: string) {
    this.file = file;
    this.descriptor = openSync(file, "a+");
    try {
      this.end = wholeLength(file);
      if (fstatSync(this.descriptor).size > this.end) ftruncateSync(this.descriptor, this.end);
    } catch (error) {
      closeSync(this.descriptor);
      throw error;
    }
    this.timer = setInterval(() => this.syncSoon(), SYNC_EVERY_MS);
    this.timer.unref();
  }

  /**
   * Hands whole lines to the operating system: when this returns, they outlive the process.
   *
   * @throws {JournalNotWritten} if they cannot be written; then none of them is there, not even in part
   */
  append(lines: string): void {
    if (this.syncError !== null) throw this.failure(this.syncError);
    const bytes = Buffer.from(lines);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.descriptor, bytes, done);
    } catch (error) {
      ftruncateSync(this.descriptor, this.end);
      throw this.failure(error as Error);
    }
    this.end += bytes.length;
    this.written += 1;
  }

  /** Waits for the disk, and closes the journal. */
  close(): void {
    clearInterval(this.timer);
    try {
      if (this.synced < this.written) fsyncSync(this.descriptor);
    } finally {
      closeSync(this.descriptor);
    }
  }

  /** On another thread, so that a slow disk holds up nobody. */
  private syncSoon(): void {
    const { written } = this;
    if (this.synced === written) return;
    fsync(this.descriptor, (error) => {
      // After closing, which synchronises by itself, the descriptor is not ours any more.
      if (error !== null && error.code !== "EBADF") this.syncError = error;
      else this.synced = Math.max(this.synced, written);
    });
  }

  private failure(cause: Error): JournalNotWritten {
    const full = isFullDisk(cause);
    const reason = full ? `the disk is full (${cause.message})` : cause.message;
    return new JournalNotWritten(
      `cannot write to ${this.file}: ${reason}. Every job that was recorded is kept. ` +
        `${full ? "Make space" : "Mend the cause"}, then run the same command again.`,
      { cause },
    );
  }
}

/** Length of a journal up to the end of its last whole line. */
function wholeLength(file: string): number {
  const lines = readJournal(file);
  for (;;) {
    const next = lines.next();
    if (next.done) return next.value;
  }
}
