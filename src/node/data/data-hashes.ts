import { createHash } from "node:crypto";
import { UsageError } from "../../schema/usage-error.js";
import type { DataHashes } from "../../tasks/own-data.js";

/** Is shown the content of a data file when it is read: what the file holds, its bytes and its path. */
export type Examine = (name: string, bytes: Uint8Array, path: string) => void;

const sha256 = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

/** One hash for several files: the SHA-256 of lines `HASH  NAME`, the names in the order of the alphabet. */
export function hashOfHashes(hashes: DataHashes): string {
  const names = Object.keys(hashes).sort();
  return sha256(names.map((name) => `${hashes[name]}  ${name}\n`).join(""));
}

/** Digits of a hash that a message shows: enough to tell files apart, and to find the one that is sought. */
const SHOWN_DIGITS = 16;

/**
 * Collects the hashes of files as they are read, and holds them to those that are expected of them, where there are any.
 * What is hashed is what is parsed: nothing can change in between.
 */
export class DataExaminer {
  readonly hashes: Record<string, string> = {};
  private readonly expected: DataHashes;

  constructor(expected: DataHashes = {}) {
    this.expected = expected;
  }

  /** @throws {UsageError} naming the file, if it is not the one that is expected */
  readonly examine: Examine = (name, bytes, path) => {
    this.hashes[name] = sha256(bytes);
    this.compare(name, this.hashes[name], path);
  };

  /** Holds a hash to what is expected under a name, nothing where that is not known. */
  compare(name: string, found: string, path: string): void {
    const wanted = this.expected[name];
    if (wanted === undefined || wanted === found) return;
    const [before, now] = [wanted, found].map((hash) => `${hash.slice(0, SHOWN_DIGITS)}…`);
    throw new UsageError(
      `${path}: these data have changed: the SHA-256 of what they hold must be ${before}, as it was recorded, got ${now}. ` +
        "Put back the data as they were, or begin anew with these in another folder.",
    );
  }
}
