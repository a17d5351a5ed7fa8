import { UsageError } from "../../schema/usage-error.js";
import type { Sight } from "./lock-file.js";

/** What a lock is for, in words. */
export interface LockedWork {
  /** `shard-1-of-2 of this study` */
  what: string;
  /** What to do where another has it: an imperative without its full stop. */
  remedy: string;
}

const LONGEST_NAME = 64;

/** Names come from a file that anyone may have written. */
const show = (text: string): string => text.replace(/[^\x20-\x7e]/g, "?").slice(0, LONGEST_NAME);

/** Another process, alive as far as can be told, has the lock. */
export class LockHeld extends UsageError {
  constructor(file: string, { claim, mtimeMs }: Sight, { what, remedy }: LockedWork) {
    const holder =
      claim === null ? "one that its lock file does not name" : `process ${claim.pid} on ${show(claim.host)}`;
    const since = claim?.since ?? (Number.isFinite(mtimeMs) ? new Date(mtimeMs).toISOString() : "a time unknown");
    const sign = claim?.since === undefined ? "last sign of life" : "since";
    super(`another process works on ${what}: ${holder}, ${sign} ${show(since)} (lock file ${file}). ${remedy}.`);
  }
}

/** A lock that this process had is another's, or cannot be found. */
export class LockLost extends Error {
  override readonly name = "LockLost";

  constructor(file: string, reason: string) {
    super(
      `the lock ${file} is lost: ${reason}. What was finished until then is recorded, and nothing more was begun. ` +
        "Run the same command again, on the folder where it is now.",
    );
  }
}
