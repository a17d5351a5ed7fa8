import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LockLost } from "./lock-errors.js";
import { lookAt, type OwnClaim, writeLock } from "./lock-file.js";
import type { LockTiming } from "./lock-watch.js";

/** Looks at which a lock has to be gone, or another's: a server may be away for a moment, and a rival may withdraw. */
const LOOKS = 3;
const AGAIN_AFTER_MS = 1_000;

const prefixOf = (name: string): string => `${name}.lock-`;

/** Numbers of the lock files that are there. */
export function generations(folder: string, name: string): number[] {
  const prefix = prefixOf(name);
  const numbers = readdirSync(folder).filter(
    (file) => file.startsWith(prefix) && /^[1-9]\d{0,14}$/.test(file.slice(prefix.length)),
  );
  return numbers.map((file) => Number(file.slice(prefix.length)));
}

export const lockPath = (folder: string, name: string, generation: number): string =>
  join(folder, `${prefixOf(name)}${generation}`);

/** Which lock it is. */
export interface LockPlace {
  folder: string;
  name: string;
  generation: number;
  /** Remove the file when the lock is released; where it stays, it tells who worked there last. */
  leaveNothing: boolean;
}

/**
 * A lock that this process holds. `take-lock.ts` takes it.
 *
 * Every holder makes a file of its own, `NAME.lock-1`, `NAME.lock-2`, …, and the highest number holds. It is made
 * exclusively, which only one of two can do, and says who holds and whether it still does. So a process that has seen the lock
 * free, and was slow, finds either its number taken or a higher one, and no one removes the lock of another who is alive.
 */
export class Lock {
  private readonly controller = new AbortController();
  private readonly place: LockPlace;
  private readonly claim: OwnClaim;
  private readonly timing: LockTiming;
  private readonly atExit = (): void => this.release();
  private timer: NodeJS.Timeout | undefined;
  private beats = 0;
  private lastBeat = performance.now();
  private badLooks = 0;
  private isReleased = false;

  constructor(place: LockPlace, claim: OwnClaim, timing: LockTiming) {
    this.place = place;
    this.claim = claim;
    this.timing = timing;
    this.beatIn(timing.beat);
    process.once("exit", this.atExit);
  }

  get file(): string {
    const { folder, name, generation } = this.place;
    return lockPath(folder, name, generation);
  }

  /** Aborts when another has the lock, or its file is gone; the reason is the `LockLost`. */
  get lost(): AbortSignal {
    return this.controller.signal;
  }

  /** Shows that this process is alive, if it is time. For work that keeps the timer waiting. */
  readonly keepAlive = (): void => {
    if (performance.now() - this.lastBeat >= this.timing.beat) this.beat();
  };

  /** Lets others have the lock. That is written into the file: times do not survive being copied. */
  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    clearTimeout(this.timer);
    process.removeListener("exit", this.atExit);
    if (this.lost.aborted) return;
    // There is no second look.
    this.badLooks = LOOKS;
    try {
      if (this.write("free") && this.place.leaveNothing) rmSync(this.file, { force: true });
    } catch {
      // Nothing is lost: this process is done, and others see that its file keeps still.
    }
  }

  private beatIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.beat(), milliseconds);
    this.timer.unref();
  }

  private beat(): void {
    if (this.isReleased || this.lost.aborted) return;
    this.lastBeat = performance.now();
    try {
      if (this.write("held")) this.beatIn(this.timing.beat);
      else if (!this.lost.aborted) this.beatIn(Math.min(AGAIN_AFTER_MS, this.timing.beat));
    } catch {
      // A file system that does not answer now (ESTALE, EIO, EACCES) may a moment later. The lock is lost only when another
      // has it, which the next beat that succeeds will see; what cannot be written meanwhile, the journal reports.
      this.beatIn(Math.min(AGAIN_AFTER_MS, this.timing.beat));
    }
  }

  /** Writes into the file, if the lock is still this process's. False if it is not, or not to be seen. */
  private write(state: "held" | "free"): boolean {
    const { folder, name, generation } = this.place;
    const successor = lockPath(folder, name, generation + 1);
    const sight = lookAt(this.file);
    if (existsSync(successor)) return this.suspect(successor, "another process has taken it over");
    if (sight === null) return this.suspect(this.file, "it is gone, as its folder was moved or removed");
    // A file that says nothing, damaged by whatever it was, is written anew.
    const isOwn = sight.claim === null || sight.claim.token === this.claim.token;
    if (!isOwn) return this.suspect(this.file, "another process has replaced it");
    this.badLooks = 0;
    this.beats += 1;
    writeLock(this.file, this.claim, state, this.beats);
    return true;
  }

  private suspect(file: string, reason: string): false {
    this.badLooks += 1;
    if (this.badLooks >= LOOKS) this.controller.abort(new LockLost(file, reason));
    return false;
  }
}
