import { keyOf } from "../jobs/index.js";
import { JobPool } from "../node/job-pool.js";
import { flatten } from "./columns.js";
import type { RecordedRun } from "./recorded-runs.js";

/** Something that came out differently. */
export interface Difference {
  /** Which run, or which file. */
  of: string;
  key: string;
  recorded: string;
  found: string;
}

/** So many of a list, evenly spread over it. */
export function sampleOf<T>(items: readonly T[], count: number): readonly T[] {
  if (count >= items.length) return items;
  return Array.from({ length: count }, (_, k) => items[Math.floor((k * items.length) / count)]!);
}

/**
 * Runs recorded runs again and lists what differs. Everything must be equal to the last digit: the same version gives the
 * same result on every machine.
 */
export async function verifyRuns(
  runs: readonly RecordedRun[],
  threads: number,
  onRun: () => void,
): Promise<Difference[]> {
  const places = new Map(runs.map(({ job }, place) => [job, place]));
  const found: Difference[][] = [];
  const pool = new JobPool(Math.min(threads, Math.max(runs.length, 1)));
  const errors: unknown[] = [];
  try {
    await pool.run([...places.keys()], (job, end) => {
      const place = places.get(job)!;
      if ("error" in end) errors.push(end.error);
      else found[place] = differencesOf(`run ${place + 1}`, runs[place]!.expected, end.result);
      onRun();
    });
  } finally {
    await pool.close();
  }
  if (errors.length > 0) throw errors[0];
  return found.flat();
}

/** A value as text that is the same for equal values; null and nothing are equal. */
const textOf = (value: unknown): string => keyOf((value ?? null) as never);

/** @param recorded keys that are compared; a nested record may stand for itself or be spread into its parent */
export function differencesOf(of: string, recorded: Record<string, unknown>, found: object): Difference[] {
  const all = { ...flatten(found), ...found } as Record<string, unknown>;
  return Object.entries(recorded).flatMap(([key, value]) => {
    const [before, now] = [textOf(value), textOf(all[key])];
    return before === now ? [] : [{ of, key, recorded: before, found: now }];
  });
}
