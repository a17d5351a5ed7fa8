import { describe, expect, it } from "vitest";
import { LockHeld } from "../../src/study/lock.js";
import { takeWhenFree } from "../../src/study/take-when-free.js";

/** Held for the first so many attempts. */
function heldFor(attempts: number) {
  let made = 0;
  return () => {
    made += 1;
    if (made <= attempts) throw new LockHeld("another process works on it");
    return made;
  };
}
const never = new AbortController().signal;

describe("takeWhenFree", () => {
  it("takes what is free at once", async () => {
    expect(await takeWhenFree(heldFor(0), 0, never)).toBe(1);
  });

  it("tries again until it is free", async () => {
    expect(await takeWhenFree(heldFor(2), 60_000, never)).toBe(3);
  });

  it("gives up after the time, or at once where there is none to wait", async () => {
    await expect(takeWhenFree(heldFor(Number.POSITIVE_INFINITY), 20, never)).rejects.toThrow(LockHeld);
    await expect(takeWhenFree(heldFor(1), 0, never)).rejects.toThrow("another process works on it");
  });

  it("gives up when it is told to stop", async () => {
    await expect(takeWhenFree(heldFor(1), 60_000, AbortSignal.abort())).rejects.toThrow(LockHeld);
  });

  it("does not wait for anything else that goes wrong", async () => {
    const broken = () => {
      throw new Error("the disk is full");
    };
    await expect(takeWhenFree(broken, 60_000, never)).rejects.toThrow("the disk is full");
  });
});
