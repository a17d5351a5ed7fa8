import { randomUUID } from "node:crypto";
import { linkSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../schema/usage-error.js";
import { identityOfThisProcess, isAlive, isOfThisHost, type ProcessIdentity } from "./process-identity.js";

/** The holder touches its lock this often, for processes on other machines, which cannot see whether it is alive. */
const HEARTBEAT_MS = 5_000;
/** Twelve heartbeats missed: a process on another machine is dead. Time is that of the file system, not of a clock here. */
export const DEAD_AFTER_MS = 60_000;

/** The time of a file whose holder is done: setting it takes no space on a disk that is full. */
const RELEASED = 0;

/** Another process, alive as far as can be told, has the lock. */
export class LockHeld extends UsageError {}

/**
 * A lock that a dead process does not hold, for processes of one machine and of several that share a folder.
 *
 * Every holder makes a file of its own, `NAME.lock-1`, `NAME.lock-2`, …, and the highest number holds. A file is made by
 * linking, which only one of two can do, and complete from the start. The highest is never removed: a holder marks its
 * own as released when it is done, by its time, and removes lower ones. So a process that has seen the lock free, and was slow, finds
 * either its number taken or a higher one, and no one ever removes the lock of another who is alive.
 */
export class Lock {
  private readonly file: string;
  private readonly heartbeat: NodeJS.Timeout;

  /**
   * @param name what the folder's lock is for, a part of a file name
   * @throws {LockHeld} if a process that is alive holds it
   */
  constructor(folder: string, name: string) {
    this.file = acquire(folder, name, identityOfThisProcess());
    this.heartbeat = setInterval(() => {
      const now = new Date();
      utimesSync(this.file, now, now);
    }, HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  release(): void {
    clearInterval(this.heartbeat);
    utimesSync(this.file, RELEASED, RELEASED);
  }
}

const prefixOf = (name: string): string => `${name}.lock-`;

/** Numbers of the lock files that are there. */
function generations(folder: string, name: string): number[] {
  const prefix = prefixOf(name);
  const numbers = readdirSync(folder).filter(
    (file) => file.startsWith(prefix) && /^\d+$/.test(file.slice(prefix.length)),
  );
  return numbers.map((file) => Number(file.slice(prefix.length)));
}

const pathOf = (folder: string, name: string, generation: number): string =>
  join(folder, `${prefixOf(name)}${generation}`);

/** Who holds a lock now; null where it is free. */
export function holderOf(folder: string, name: string): ProcessIdentity | null {
  const highest = Math.max(0, ...generations(folder, name));
  return highest === 0 ? null : aliveHolder(folder, pathOf(folder, name, highest));
}

function aliveHolder(folder: string, file: string): ProcessIdentity | null {
  let claim: ProcessIdentity;
  try {
    if (statSync(file).mtimeMs === RELEASED) return null;
    claim = JSON.parse(readFileSync(file, "utf8")) as ProcessIdentity;
  } catch (error) {
    // Its successor has removed it, or a machine that lost power left it empty: in neither case does it hold.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const alive = isOfThisHost(claim) ? isAlive(claim) : beatsStill(folder, file);
  return alive ? claim : null;
}

function beatsStill(folder: string, file: string): boolean {
  const probe = join(folder, `.now.${randomUUID()}.tmp`);
  writeFileSync(probe, "");
  const now = statSync(probe).mtimeMs;
  rmSync(probe, { force: true });
  return now - statSync(file).mtimeMs < DEAD_AFTER_MS;
}

function acquire(folder: string, name: string, claim: ProcessIdentity): string {
  const temporary = join(folder, `.${name}.${randomUUID()}.tmp`);
  writeFileSync(temporary, JSON.stringify(claim));
  try {
    for (;;) {
      const highest = Math.max(0, ...generations(folder, name));
      const holder = highest === 0 ? null : aliveHolder(folder, pathOf(folder, name, highest));
      if (holder !== null) throw new LockHeld(heldBy(name, holder));
      const file = pathOf(folder, name, highest + 1);
      try {
        linkSync(temporary, file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
        throw error;
      }
      const numbers = generations(folder, name);
      if (Math.max(...numbers) > highest + 1) {
        // Another was faster, and removed the file whose number was looked at.
        rmSync(file, { force: true });
        continue;
      }
      for (const number of numbers.filter((number) => number <= highest)) {
        rmSync(pathOf(folder, name, number), { force: true });
      }
      return file;
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

function heldBy(name: string, { host, pid }: ProcessIdentity): string {
  return (
    `another process works on ${name} of this study: process ${pid} on ${host}. ` +
    "Wait until it has ended, end it, or give another part with --shard i/n."
  );
}
