import { timeOfFolder } from "../files/temporary-files.js";
import { lookAt, type Sight } from "./lock-file.js";
import { stateOf } from "./process-identity.js";

/** In milliseconds. */
export interface LockTiming {
  /** The holder shows that it is alive this often, for those who cannot see its process. */
  beat: number;
  /** Whoever waits looks this often. */
  poll: number;
  /** A lock older than this, by the clock of its file system, seems abandoned. It is watched before it is taken. */
  old: number;
  /** How long a lock that seems abandoned has to keep still under the eyes of whoever takes it. */
  confirm: number;
  /** The same for one whose time says nothing: it is recent, or lies in the future. */
  still: number;
}

/** Two beats and more, and four. */
export const lockTiming: LockTiming = { beat: 5_000, poll: 200, old: 60_000, confirm: 12_000, still: 20_000 };

/**
 * What is known of a lock: free; held; or doubtful, where watching on will tell.
 */
export type Verdict = "free" | "held" | "doubtful";

/**
 * Judges the lock files of others. A process that this one cannot see is alive as long as it writes into its file; that
 * takes no clock to see. Times are compared only to know what is worth watching, and by the file system's clock, as those
 * of two machines, or of a container, may be minutes apart.
 */
export class LockWatch {
  private readonly timing: LockTiming;
  private file = "";
  private trace = "";
  private lookedAt = 0;
  private still = 0;
  private hasMoved = false;

  constructor(timing: LockTiming) {
    this.timing = timing;
  }

  /** @returns the verdict, and what was seen; null if the file is gone */
  judge(folder: string, file: string): { verdict: Verdict; sight: Sight | null } {
    const sight = lookAt(file);
    if (sight === null || sight.isFree) return { verdict: "free", sight };
    const state = sight.claim === null ? "unknown" : stateOf(sight.claim);
    if (state !== "unknown") return { verdict: state === "alive" ? "held" : "free", sight };
    this.note(file, sight);
    return { verdict: this.verdictOn(sight, timeOfFolder(folder) - sight.mtimeMs), sight };
  }

  /** Counts the time in which nothing was written. */
  private note(file: string, { trace }: Sight): void {
    const now = performance.now();
    if (file !== this.file) this.hasMoved = false;
    else if (trace !== this.trace) this.hasMoved = true;
    // If this process was stopped, or the file system did not answer, that was no time to watch.
    if (file === this.file && trace === this.trace) this.still += Math.min(now - this.lookedAt, 5 * this.timing.poll);
    else this.still = 0;
    Object.assign(this, { file, trace, lookedAt: now });
  }

  private verdictOn({ claim }: Sight, age: number): Verdict {
    const { confirm, still, old } = this.timing;
    // A holder mends a file that says nothing with its next beat.
    const needed = claim === null || (age >= old && !this.hasMoved) ? confirm : still;
    if (this.still >= needed) return "free";
    if (this.hasMoved) return "held";
    return claim === null || age >= old || age < 0 ? "doubtful" : "held";
  }
}
