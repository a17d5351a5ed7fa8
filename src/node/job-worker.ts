import { type DataSource, type Job, type JobResults, type PatternFiles, runJob } from "../jobs/index.js";
import { UsageError } from "../schema/usage-error.js";
import { readDigits } from "./read-digits.js";
import { readPatternSet } from "./read-patterns.js";

/** Remembers what was read: reading MNIST and checking it takes longer than a small job. */
function once<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

const patterns = once((key) => {
  const { patterns: patternsFile, targets: targetsFile, ...options } = JSON.parse(key) as PatternFiles;
  return readPatternSet(patternsFile, targetsFile, options);
});

/** The files of this machine. */
const source: DataSource = {
  digits: once(readDigits),
  patterns: (files) => patterns(JSON.stringify(files)),
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
