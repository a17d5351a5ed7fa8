import { type Job, type JobResults, runJob } from "../../jobs/index.js";
import { UsageError } from "../../schema/usage-error.js";
import type { DataHashes, DataSource, PatternFiles } from "../../tasks/own-data.js";
import { readOwnDigits, readOwnPatterns } from "../data/own-data.js";

/** Remembers what was read: reading MNIST and checking it takes longer than a small job. */
function once<A extends unknown[], T>(read: (...given: A) => T): (...given: A) => T {
  const known = new Map<string, T>();
  return (...given) => {
    // The hashes are part of the key: what was read for others is not what these jobs ask for.
    const key = JSON.stringify(given);
    const value = known.get(key) ?? read(...given);
    known.set(key, value);
    return value;
  };
}

/** The files of this machine. */
const source: DataSource = {
  digits: once((dataset: string, hashes?: DataHashes) => readOwnDigits(dataset, hashes).task),
  patterns: once((files: PatternFiles, hashes?: DataHashes) => readOwnPatterns(files, hashes).task),
};

/** The result of a job, or the message of a refusal: an error that crosses a thread loses its class. */
export type Answer = { result: JobResults[Job["kind"]]; seconds: number } | { refusal: string };

/** What a worker thread does with a job. */
export default function work(job: Job): Answer {
  const start = performance.now();
  try {
    const result = runJob(job as never, source);
    return { result, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    if (error instanceof UsageError) return { refusal: error.message };
    throw error;
  }
}
