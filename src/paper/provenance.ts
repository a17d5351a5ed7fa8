import { type Job, keyOf, type ResultOf } from "../jobs/index.js";

/** Jobs that differ in their seed alone. */
export interface JobGroup {
  kind: Job["kind"];
  /** Without the seed, and without what is common to every group. */
  parameters: object;
  settings?: object[];
  files?: object;
  seeds: number[];
  /** How many of the runs did not converge. */
  unconvergedCount: number;
}

/** What a figure was made from, without saying anything twice: tens of thousands of jobs have to stay readable. */
export interface JobsSummary {
  jobCount: number;
  unconvergedCount: number;
  engines: string[];
  /** Parameters that all jobs have in common. */
  common: object;
  groups: JobGroup[];
}

/** A run that has no such thing as convergence has converged. Settings of one trajectory converge together. */
function converged(result: unknown): boolean {
  const run = (Array.isArray(result) ? result[0] : result) as { converged?: boolean } | undefined;
  return run?.converged !== false;
}

/** Sums up jobs that have been run. */
export function summariseJobs(jobs: readonly Job[], resultOf: ResultOf): JobsSummary {
  const groups = new Map<string, JobGroup>();
  const engines = new Set<string>();
  const one = resultOf as (job: Job) => unknown;
  const shared = commonParameters(jobs);
  for (const job of jobs) {
    const { seed = 1, ...parameters } = job.parameters as Record<string, unknown> & { seed?: number };
    const key = keyOf({ ...job, parameters } as Job);
    const own = Object.fromEntries(Object.entries(parameters).filter(([name]) => !(name in shared)));
    const group = groups.get(key) ?? { ...job, parameters: own, seeds: [], unconvergedCount: 0 };
    groups.set(key, group);
    group.seeds.push(seed);
    if (!converged(one(job))) group.unconvergedCount++;
    engines.add(typeof parameters.engine === "string" ? parameters.engine : "fast");
  }
  const list = [...groups.values()];
  return {
    jobCount: jobs.length,
    unconvergedCount: list.reduce((sum, { unconvergedCount }) => sum + unconvergedCount, 0),
    engines: [...engines].sort(),
    common: shared,
    groups: list,
  };
}

/** Parameters, seed apart, that every job has with the same value. */
function commonParameters(jobs: readonly Job[]): Record<string, unknown> {
  const [first, ...others] = jobs.map((job) => job.parameters as Record<string, unknown>);
  const same = (name: string, value: unknown) =>
    others.every((parameters) => name in parameters && Object.is(parameters[name], value));
  const entries = Object.entries(first ?? {});
  return Object.fromEntries(entries.filter(([name, value]) => name !== "seed" && same(name, value)));
}
