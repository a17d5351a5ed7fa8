import { setTimeout as sleep } from "node:timers/promises";
import { LockHeld } from "./lock.js";

const TRY_EVERY_MS = 500;

/**
 * Takes a lock, waiting for another process that has it.
 *
 * @param take makes the lock, or throws `LockHeld`
 * @throws {LockHeld} if it is not free after the time, or when the signal comes
 */
export async function takeWhenFree<T>(take: () => T, patienceMs: number, signal: AbortSignal): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return take();
    } catch (error) {
      if (!(error instanceof LockHeld) || signal.aborted || performance.now() >= end) throw error;
      await sleep(Math.min(TRY_EVERY_MS, patienceMs));
    }
  }
}
