import { effortOf } from "../jobs/index.js";
import { type DoneJobs, missingJobs, shardSize } from "./running/missing-jobs.js";
import { ownsJob, type Shard } from "./running/shard.js";
import { jobAt, type Study, type StudyJob, toJob } from "./study.js";

/** All jobs of a study of this size are looked at, and as many of a larger one. */
const LOOKED_AT = 10_000;
/** Corners of the grid are looked at as far as these axes go. */
const CORNER_AXES = 8;
/** Multiples of the golden ratio fill an interval evenly, and keep step with no axis. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** A job, and about how many seconds it takes. */
export interface SampledJob {
  job: StudyJob;
  effort: number;
}

const sampled = (study: Study, job: StudyJob): SampledJob => ({ job, effort: effortOf(toJob(study, job)) });

/** Missing jobs, spread over the whole of a shard: all of them, or so many that their mean effort is that of all. */
export function spreadJobs(study: Study, shard: Shard, done: DoneJobs): SampledJob[] {
  const size = shardSize(study, shard);
  const places = size <= LOOKED_AT ? Array.from({ length: size }, (_, k) => k) : goldenPlaces(size);
  const jobs = places.map((place) => jobAt(study, shard.index - 1 + place * shard.count));
  const missing = jobs.filter(({ id }) => !done.has(id));
  // Where hardly any is left, they are sought one by one.
  const [first] = missing.length > 0 ? missing : missingJobs(study, shard, done);
  return (missing.length > 0 || first === undefined ? missing : [first]).map((job) => sampled(study, job));
}

const goldenPlaces = (size: number): number[] => [
  ...new Set(Array.from({ length: LOOKED_AT }, (_, k) => Math.floor((((k + 0.5) * GOLDEN) % 1) * size))),
];

/** Missing jobs at the corners of the grid, where those of least and of most effort are. */
export function cornerJobs(study: Study, shard: Shard, done: DoneJobs): SampledJob[] {
  let indices = [0];
  let stride = study.seeds.length;
  let corners = 0;
  for (const { values } of study.axes.toReversed()) {
    const far = (values.length - 1) * stride;
    stride *= values.length;
    if (far === 0) continue;
    corners += 1;
    indices = corners > CORNER_AXES ? indices : indices.flatMap((index) => [index, index + far]);
  }
  const jobs = indices.filter((index) => ownsJob(shard, index)).map((index) => jobAt(study, index));
  return jobs.filter(({ id }) => !done.has(id)).map((job) => sampled(study, job));
}

/**
 * So many jobs by their effort: the least and the most, the one in the middle, and then between those that are chosen
 * already, so that the choice is spread wherever it is cut short.
 */
export function byEffort(jobs: readonly SampledJob[], count: number): SampledJob[] {
  const sorted = [...jobs].sort((a, b) => a.effort - b.effort);
  const last = sorted.length - 1;
  const places = new Set([0, last, Math.floor(last / 2)]);
  for (let parts = 4; places.size < Math.min(count, sorted.length); parts *= 2) {
    for (let k = 1; k < parts; k += 2) places.add(Math.round((k * last) / parts));
  }
  return [...places].slice(0, count).flatMap((place) => sorted[place] ?? []);
}
