import { type JobOf, type PricedRuns, pricedRunOf } from "../jobs/index.js";
import { JobPool } from "../node/workers/job-pool.js";
import type { Difference } from "./differences.js";
import type { RecordedRun, Recording } from "./recorded-runs.js";

/** So many of a list, evenly spread over it. */
export function sampleOf<T>(items: readonly T[], count: number): readonly T[] {
  if (count >= items.length) return items;
  return Array.from({ length: count }, (_, k) => items[Math.floor((k * items.length) / count)]!);
}

/**
 * Runs recorded runs again and lists what differs, and what differs in the recording beside them. Everything must be
 * equal to the last digit: the same version gives the same result on every machine.
 *
 * @param chosen runs of the recording; at least one, or nothing would be compared
 */
export async function verifyRuns(
  recording: Recording,
  chosen: readonly RecordedRun[],
  threads: number,
  onRun: () => void,
): Promise<Difference[]> {
  if (chosen.length === 0) throw new Error("no run was chosen, so that nothing would be compared");
  const places = new Map(chosen.map((run, place) => [run.job, place]));
  const found: Difference[][] = [];
  const pool = new JobPool(Math.min(threads, chosen.length));
  const errors: unknown[] = [];
  try {
    await pool.run([...places.keys()], (job, end) => {
      const place = places.get(job)!;
      if ("error" in end) errors.push(end.error);
      else
        found[place] = recording.compare(
          chosen[place]!,
          pricedRunOf(job as JobOf<keyof PricedRuns>, end.result as never),
        );
      onRun();
    });
  } finally {
    await pool.close();
  }
  if (errors.length > 0) throw errors[0];
  return [...found.flat(), ...recording.compareRest()];
}
