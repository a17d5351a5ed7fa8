import { closeSync, constants, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { UsageError } from "../../schema/usage-error.js";
import { writeAll } from "../files/whole.js";
import type { ProcessIdentity } from "./process-identity.js";

/** What a lock file says. */
export interface Claim extends ProcessIdentity {
  /** Told apart from every other claim by this, also from one of the same process; absent in files of before. */
  token?: string;
  /** By the clock of the file system. */
  since?: string;
  /** Absent in files of before, whose holders set the file's time to 0 when they were done. */
  state?: "held" | "free";
  /** Rises with every sign of life. */
  beat?: string;
}

/** A claim of this process. */
export type OwnClaim = Claim & { token: string };

/** A lock file as it was at one moment. */
export interface Sight {
  /** null where the file does not say who has made it: it is being made, or damaged. */
  claim: Claim | null;
  isFree: boolean;
  mtimeMs: number;
  /** Differs from an earlier one if anything was written in between. */
  trace: string;
}

const BEAT_DIGITS = 10;
/** A claim has some 400 bytes. */
const LARGEST = 4096;
/** A pipe with the name of a lock must not be waited for; Windows has neither. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Of the same length whatever the state and the beat, so that it is written in place: that takes no space on a full disk,
 * and who reads at that moment sees one or the other.
 */
const encode = (claim: OwnClaim, state: "held" | "free", beat: number): Buffer =>
  Buffer.from(`${JSON.stringify({ ...claim, state, beat: String(beat).padStart(BEAT_DIGITS, "0") })}\n`);

function decode(text: string): Claim | null {
  let claim: Partial<Claim> | null;
  try {
    claim = JSON.parse(text);
  } catch {
    // Whoever asks is told that the file says nothing.
    return null;
  }
  const { host, pid, startedAs = null } = claim ?? {};
  const isClaim = typeof host === "string" && Number.isInteger(pid) && pid! > 0;
  return isClaim && (startedAs === null || typeof startedAs === "string") ? ({ ...claim, startedAs } as Claim) : null;
}

/** Looks at a lock file; null if it is not there. It is opened, as file systems on a net look anew only then. */
export function lookAt(path: string): Sight | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, READ);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ESTALE"].includes(code)) return null;
    if (!["EACCES", "EPERM"].includes(code)) throw error;
    throw new UsageError(
      `cannot read the lock file ${path}, and so who holds it: ${message}. Mend its permissions, or ask whose file it is to do so.`,
      { cause: error },
    );
  }
  try {
    const stats = fstatSync(descriptor);
    const { mtimeMs, size } = stats;
    const text = stats.isFile() ? readStart(descriptor) : "";
    const claim = decode(text);
    const isFree = claim !== null && (claim.state === undefined ? mtimeMs === 0 : claim.state === "free");
    return { claim, isFree, mtimeMs, trace: `${mtimeMs} ${size} ${text}` };
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a lock has shown a sign of life since it was looked at; to be removed, or released, is none. */
export function hasMoved(path: string, before: Sight | null): boolean {
  const now = lookAt(path);
  return now !== null && !now.isFree && now.trace !== before?.trace;
}

function readStart(descriptor: number): string {
  const bytes = Buffer.alloc(LARGEST);
  return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, LARGEST, 0));
}

/** Makes a lock file; null if there is one already. Only one of two can do it, with or without hard links. */
export function createLock(path: string, identity: ProcessIdentity, token: string): OwnClaim | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return null;
    throw error;
  }
  let isWritten = false;
  try {
    const since = new Date(fstatSync(descriptor).mtimeMs).toISOString();
    const claim = { ...identity, token, since };
    writeAll(descriptor, encode(claim, "held", 0), 0);
    isWritten = true;
    return claim;
  } finally {
    closeSync(descriptor);
    if (!isWritten) rmSync(path, { force: true });
  }
}

/** Writes into a lock file of one's own. @throws ENOENT if it is gone */
export function writeLock(path: string, claim: OwnClaim, state: "held" | "free", beat: number): void {
  const descriptor = openSync(path, "r+");
  try {
    writeAll(descriptor, encode(claim, state, beat), 0);
  } finally {
    closeSync(descriptor);
  }
}
