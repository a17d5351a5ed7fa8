import { setTimeout as sleep } from "node:timers/promises";
import { generations, lockPath } from "./lock.js";
import { hasMoved, lookAt, type Sight } from "./lock-file.js";
import { type LockTiming, lockTiming } from "./lock-watch.js";
import { stateOf } from "./process-identity.js";

/** Who holds a lock, as its file says. */
export interface Holder {
  host: string;
  pid: number;
}

/**
 * The locks of a folder that are held, by name, for who does not want to take them. Nothing is written. Where a process
 * cannot be seen and its file is old, or of a time to come, by the clock of this machine, the file is watched for a beat: clocks differ.
 */
export async function holdersOf(
  folder: string,
  names: readonly string[],
  timing: LockTiming = lockTiming,
): Promise<Map<string, Holder>> {
  const looks = names.flatMap((name) => {
    const highest = Math.max(0, ...generations(folder, name));
    const file = lockPath(folder, name, highest);
    const sight = highest === 0 ? null : lookAt(file);
    return sight === null || sight.isFree || sight.claim === null ? [] : [{ name, file, sight, claim: sight.claim }];
  });
  const isRecent = ({ mtimeMs }: Sight): boolean => Math.abs(Date.now() - mtimeMs) < timing.old;
  const states = looks.map((look) => ({ ...look, state: stateOf(look.claim) }));
  const doubtful = states.filter(({ state, sight }) => state === "unknown" && !isRecent(sight));
  if (doubtful.length > 0) await sleep(timing.beat + 5 * timing.poll);
  const dead = new Set(doubtful.filter(({ file, sight }) => !hasMoved(file, sight)).map(({ name }) => name));
  const alive = states.filter(({ name, state }) => state !== "dead" && !dead.has(name));
  return new Map(alive.map(({ name, claim: { host, pid } }) => [name, { host, pid }]));
}
