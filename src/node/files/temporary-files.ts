import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { identityOfThisProcess, startOf } from "../locks/process-identity.js";

/** Files of processes that cannot be seen are left alone for so long; a table of a large study takes a while. */
const ABANDONED_AFTER_MS = 3_600_000;

/** The place a process runs in, its number, the beginning of its start's hash, a number of its own. */
const pattern = /\.([0-9a-f]{8})-(\d{1,10})-([0-9a-f]{4})-\d+\.tmp$/;

const digest = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

let tag: string | undefined;

function tagOfThisProcess(): string {
  const { pid, startedAs, bootId, namespaces } = identityOfThisProcess();
  const place = startedAs === null || !bootId ? "unknown" : `${bootId} ${namespaces}`;
  return `${digest(place, 8)}-${pid}-${digest(startedAs ?? "", 4)}`;
}

let counter = 0;

/**
 * Opens a file beside `path` that no one else has. Its name says which process has made it, so that a later one can tell
 * whether it was left behind. That alone would not do: threads share it.
 */
export function openNewFile(path: string): { file: string; descriptor: number } {
  tag ??= tagOfThisProcess();
  for (;;) {
    const file = `${path}.${tag}-${counter++}.tmp`;
    try {
      return { file, descriptor: openSync(file, "wx") };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Removes what killed processes have left in a folder. */
export function removeAbandoned(folder: string): void {
  let time: number | undefined;
  const now = (): number => (time ??= timeOfFolder(folder));
  for (const name of readdirSync(folder)) {
    const match = pattern.exec(name);
    if (match === null) continue;
    const file = join(folder, name);
    try {
      if (isAbandoned(match, () => now() - statSync(file).mtimeMs)) rmSync(file, { force: true });
    } catch {
      // Another has removed it at this moment, or it is another user's: it does no harm.
    }
  }
}

function isAbandoned([, place, pid, start]: RegExpExecArray, age: () => number): boolean {
  const { startedAs, bootId } = identityOfThisProcess();
  const isVisible = startedAs !== null && bootId && tagOfThisProcess().startsWith(`${place}-`);
  if (!isVisible) return age() > ABANDONED_AFTER_MS;
  // The number may have been given to a later process, which began at another time.
  const current = startOf(Number(pid));
  return current === null || (current !== undefined && digest(current, 4) !== start);
}

/** What a folder's file system takes for now, in milliseconds: the time of a file that was just made there. */
export function timeOfFolder(folder: string): number {
  const { file, descriptor } = openNewFile(join(folder, ".now"));
  try {
    writeSync(descriptor, "now");
    return fstatSync(descriptor).mtimeMs;
  } finally {
    closeSync(descriptor);
    rmSync(file, { force: true });
  }
}
