import type { Job, ResultOf } from "../jobs/index.js";

/** The same job with another seed; that of a job that leaves its seed out is 1. */
export function withSeedShifted<J extends Job>(job: J, shift: number): J {
  const { seed = 1 } = job.parameters;
  return { ...job, parameters: { ...job.parameters, seed: Number(seed) + shift } };
}

/** Reads, for every job that is asked for, the result of the one with the shifted seed: figures and claims know nothing of it. */
export const withSeedsShifted = (resultOf: ResultOf, shift: number): ResultOf =>
  ((job: Job) => resultOf(withSeedShifted(job, shift) as never)) as ResultOf;
