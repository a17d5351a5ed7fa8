import { type JobOf, type PricedRuns, pricedRunOf } from "../../jobs/index.js";
import { encodeRecord } from "../../node/journals/record.js";
import work from "../../node/workers/job-worker.js";
import { version } from "../../schema/version.js";
import { type StudyJob, type StudyParts, toJob } from "../study.js";

/** Several jobs in one message, as small jobs take less time than messages. */
export interface Batch {
  study: StudyParts;
  /** Fingerprint of the code. */
  code: string;
  jobs: StudyJob[];
}

/** What came of a batch: the lines for the journal, so that the thread that writes them has no work with them. */
export interface BatchAnswer {
  lines: string;
  failures: { id: string; message: string }[];
  unconvergedCount: number;
  seconds: number;
}

/** What a worker thread does with a batch. An error of one job is recorded and leaves the others alone. */
export default function workBatch({ study, code, jobs }: Batch): BatchAnswer {
  const answer: BatchAnswer = { lines: "", failures: [], unconvergedCount: 0, seconds: 0 };
  for (const job of jobs) {
    const started = new Date();
    const start = performance.now();
    const outcome = attempt(study, job);
    const durationSeconds = (performance.now() - start) / 1000;
    answer.seconds += durationSeconds;
    if ("error" in outcome) answer.failures.push({ id: job.id, message: outcome.error });
    else if (!outcome.run.converged) answer.unconvergedCount += 1;
    answer.lines += encodeRecord({
      ...job,
      version,
      code,
      startedAt: started.toISOString(),
      finishedAt: new Date().toISOString(),
      durationSeconds: Number(durationSeconds.toFixed(6)),
      ...outcome,
    });
  }
  return answer;
}

type Outcome = { run: { seed: number; converged: boolean } & Record<string, unknown> } | { error: string };

function attempt(study: Batch["study"], job: StudyJob): Outcome {
  try {
    const one = toJob(study, job) as JobOf<keyof PricedRuns>;
    const answer = work(one);
    if ("refusal" in answer) return { error: answer.refusal };
    return { run: pricedRunOf(one, answer.result as never) as never };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
