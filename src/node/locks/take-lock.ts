import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { generations, Lock, type LockPlace, lockPath } from "./lock.js";
import { type LockedWork, LockHeld } from "./lock-errors.js";
import { createLock, hasMoved, lookAt, type Sight } from "./lock-file.js";
import { type LockTiming, LockWatch, lockTiming, type Verdict } from "./lock-watch.js";
import { identityOfThisProcess } from "./process-identity.js";

export interface TakeOptions extends LockedWork {
  /** How long to wait for another process that holds it, in seconds. */
  waitSeconds?: number;
  /** Ends the waiting. */
  signal?: AbortSignal;
  /** Told once why it takes a while. */
  onWait?(message: string): void;
  leaveNothing?: boolean;
  timing?: LockTiming;
}

interface Held {
  file: string;
  verdict: Verdict;
  sight: Sight;
}

/**
 * Takes the lock `name` of a folder, which must be there.
 *
 * @param name what the folder's lock is for, a part of a file name
 * @throws {LockHeld} if another process holds it and does not let go in time, or when the signal comes
 */
export async function takeLock(folder: string, name: string, options: TakeOptions): Promise<Lock> {
  const { waitSeconds = 0, leaveNothing = false, signal, onWait, timing = lockTiming } = options;
  const watch = new LockWatch(timing);
  const end = performance.now() + waitSeconds * 1000;
  let isSaid = false;
  for (;;) {
    const outcome = attempt({ folder, name, leaveNothing }, watch, timing);
    if (outcome instanceof Lock) return outcome;
    const { file, verdict, sight } = outcome;
    const isOver = verdict === "held" && performance.now() >= end;
    if (isOver || signal?.aborted) throw new LockHeld(file, sight, options);
    // A file that does not say who has made it is being made at this moment, as a rule.
    if (!isSaid && sight.claim !== null) {
      const remedy = verdict === "held" ? "Waiting for it" : "It seems to be dead, and is watched";
      onWait?.(new LockHeld(file, sight, { ...options, remedy }).message);
      isSaid = true;
    }
    // Woken by the signal; the next look says what there is to say.
    await sleep(timing.poll, undefined, { signal }).catch(() => undefined);
  }
}

/** Takes the lock if it is free; there is no moment at which two of these can both succeed. */
function attempt(place: Omit<LockPlace, "generation">, watch: LockWatch, timing: LockTiming): Lock | Held {
  const { folder, name } = place;
  for (;;) {
    const highest = Math.max(0, ...generations(folder, name));
    const before = lockPath(folder, name, highest);
    const { verdict, sight } = highest === 0 ? { verdict: "free" as const, sight: null } : watch.judge(folder, before);
    if (verdict !== "free") return { file: before, verdict, sight: sight! };

    const file = lockPath(folder, name, highest + 1);
    const token = randomUUID();
    const claim = createLock(file, identityOfThisProcess(), token);
    if (claim === null) continue;
    const numbers = generations(folder, name);
    // Another was faster, and removed the file that was looked at; or it has shown a sign of life after all.
    const isLate = Math.max(0, ...numbers) > highest + 1 || lookAt(file)?.claim?.token !== token;
    if (isLate || hasMoved(before, sight)) {
      withdraw(file, token);
      continue;
    }
    for (const number of numbers.filter((number) => number <= highest)) remove(lockPath(folder, name, number));
    return new Lock({ ...place, generation: highest + 1 }, claim, timing);
  }
}

function withdraw(file: string, token: string): void {
  if (lookAt(file)?.claim?.token === token) rmSync(file, { force: true });
}

/** Files of the dead; where one cannot be removed, the higher number holds nevertheless. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Left to the next one.
  }
}
