import type { Job } from "../jobs/index.js";
import { jobId } from "../node/journals/job-id.js";
import type { Claim } from "../paper/claim.js";
import type { Figure } from "../paper/figure.js";
import type { Scale } from "../paper/scale.js";

/** A figure or a claim, with the jobs it needs, by their ids. */
export interface Need<T extends Figure | Claim = Figure | Claim> {
  readonly what: T;
  readonly jobs: ReadonlyMap<string, Job>;
  /** Ids of those that have no result yet. */
  readonly missing: Set<string>;
}

export const needsOf = <T extends Figure | Claim>(all: readonly T[], scale: Scale): Need<T>[] =>
  all.map((what) => {
    const jobs = new Map(what.jobs(scale).map((job) => [jobId(job), job]));
    return { what, jobs, missing: new Set(jobs.keys()) };
  });

/**
 * The ids of all missing jobs, those first that complete a figure for the least work; what claims alone need comes last.
 * A job that several need is work for the first of them only. Within a figure the longest comes first, so that none is left over at
 * its end.
 */
export function inOrderOfWork(
  figures: readonly Need<Figure>[],
  claims: readonly Need<Claim>[],
  effortOf: (id: string) => number,
): string[] {
  const order = new Set<string>();
  const take = (ids: readonly string[]): void => {
    for (const id of ids.toSorted((a, b) => effortOf(b) - effortOf(a))) order.add(id);
  };
  const newOf = ({ missing }: Need): string[] => [...missing].filter((id) => !order.has(id));
  const workOf = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + effortOf(id), 0);
  const left = new Set(figures);
  while (left.size > 0) {
    const works = [...left].map((need) => ({ need, ids: newOf(need), work: workOf(newOf(need)) }));
    const least = works.reduce((best, one) => (one.work < best.work ? one : best));
    take(least.ids);
    left.delete(least.need);
  }
  take([...new Set(claims.flatMap(newOf))]);
  return [...order];
}
