import { AppendFile } from "../../node/files/append-file.js";
import { readJournal } from "./read-journal.js";

/** Appends to the journal of a shard, whose lock the process holds. */
export class JournalWriter {
  private readonly file: AppendFile;

  private constructor(file: AppendFile) {
    this.file = file;
  }

  /**
   * Opens a journal, or begins one. A torn last line, left by a process that was killed, is cut off.
   *
   * @param onLine called after every line that is there, which may be many
   * @throws {DamagedJournal}
   */
  static async open(path: string, onLine: () => void = () => undefined): Promise<JournalWriter> {
    const file = new AppendFile(path);
    try {
      file.cut(wholeLength(path, onLine));
    } catch (error) {
      await file.close();
      throw error;
    }
    return new JournalWriter(file);
  }

  /**
   * Records jobs: when this returns, their lines outlive the process.
   *
   * @throws {JournalNotWritten} if they cannot be written; then none of them is there, not even in part
   */
  append(lines: string, ids: readonly string[]): void {
    this.file.append(lines, ids);
  }

  /**
   * Waits for the disk, and closes the journal.
   *
   * @throws {JournalNotWritten} if there are jobs that are not known to be kept; they are taken out of it
   */
  close(): Promise<void> {
    return this.file.close();
  }
}

/** Length of a journal up to the end of its last whole line. */
function wholeLength(file: string, onLine: () => void): number {
  const lines = readJournal(file);
  for (;;) {
    const next = lines.next();
    if (next.done) return next.value;
    onLine();
  }
}
