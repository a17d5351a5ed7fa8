import { effortOf } from "../../jobs/index.js";
import { type Study, type StudyJob, toJob } from "../study.js";

/** A batch is to take about so long: a message takes some tenths of a millisecond, and a kill loses a batch at most. */
const BATCH_SECONDS = 0.05;
const LARGEST_BATCH = 1000;

/** Puts jobs together that take about as long as a message is worth. It learns from what batches have taken. */
export class Batches {
  private readonly study: Study;
  private readonly jobs: Iterator<StudyJob>;
  /** Single jobs that are to be tried alone. */
  private readonly alone: StudyJob[] = [];
  private seconds = 0;
  private effort = 0;

  constructor(study: Study, jobs: Iterator<StudyJob>) {
    this.study = study;
    this.jobs = jobs;
  }

  /** The next jobs; none when all have been given out. */
  next(): StudyJob[] {
    const single = this.alone.pop();
    if (single !== undefined) return [single];
    // Until something is known of the time they take, one job at a time.
    const limit = this.effort === 0 ? 0 : (BATCH_SECONDS * this.effort) / this.seconds;
    const batch: StudyJob[] = [];
    for (let sum = 0; batch.length < LARGEST_BATCH && (batch.length === 0 || sum < limit); ) {
      const { value, done } = this.jobs.next();
      if (done) break;
      batch.push(value);
      sum += this.effortOf(value);
    }
    return batch;
  }

  /** Tells how long a batch has taken. */
  learn(batch: readonly StudyJob[], seconds: number): void {
    this.effort += batch.reduce((sum, job) => sum + this.effortOf(job), 0);
    this.seconds += seconds;
  }

  /** Gives the jobs of a batch out again, each alone: one of them has brought its thread down. */
  separate(batch: readonly StudyJob[]): void {
    this.alone.push(...batch);
  }

  private effortOf(job: StudyJob): number {
    return effortOf(toJob(this.study, job));
  }
}
