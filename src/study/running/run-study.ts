import { Tinypool } from "tinypool";
import { codeFingerprint } from "../../node/code-fingerprint.js";
import { withSpaceIn } from "../../node/files/full-disk.js";
import { encodeRecord } from "../../node/journals/record.js";
import type { Lock } from "../../node/locks/lock.js";
import { takeLock } from "../../node/locks/take-lock.js";
import { version } from "../../schema/version.js";
import { indexJournals } from "../journals/index-journals.js";
import { JournalWriter } from "../journals/journal-writer.js";
import { type Programs, programsOf, recordedBy } from "../journals/programs.js";
import { journalFile, journalFolder } from "../journals/study-folder.js";
import { partsOf, type Study, type StudyJob } from "../study.js";
import type { Batch, BatchAnswer } from "./batch-worker.js";
import { Batches } from "./batches.js";
import { missingJobs } from "./missing-jobs.js";
import { type Shard, shardName } from "./shard.js";

export interface RunOptions {
  shard: Shard;
  /** Worker threads. */
  threads: number;
  /** How long to wait for another process that works on the shard. */
  waitSeconds: number;
  /** Stop at the first job that ends with an error. */
  failFast: boolean;
  /** Run jobs again that another program has recorded. */
  recomputeOld: boolean;
  /** When aborted, no further job is begun; the running ones are finished and recorded. */
  signal: AbortSignal;
  /**
   * Told how many jobs are to run; and which programs have computed the runs that are recorded and stay, where this one
   * has not computed them all.
   */
  onStart(missingCount: number, kept?: Programs): void;
  /** Told of jobs that are recorded. */
  onRecorded(jobCount: number): void;
  /** Told why the lock of another process is waited for. */
  onWait?(message: string): void;
}

/** What one call has done. */
export interface RunSummary {
  /** Jobs of the shard that had no run when the call began. */
  missingCount: number;
  /** Jobs that were run and recorded, failed ones included. */
  recordedCount: number;
  unconvergedCount: number;
  failures: { id: string; message: string }[];
}

/** What to do where another process has the lock of a shard. */
const REMEDY =
  "Wait until it has ended, or let this command wait for it, with --wait 600 for ten minutes; end it; or give another part " +
  "with --shard i/n";

/**
 * Runs what is missing of a shard, in a folder that `openStudyFolder` has prepared. Results do not depend on the number
 * of threads or shards, as a job depends on its parameters alone.
 *
 * @throws {LockHeld} if another process works on the shard
 * @throws {LockLost} if another has taken the shard over, or the folder is gone; what is finished is recorded
 * @throws {DamagedJournal} {JournalNotWritten}
 */
export async function runStudy(folder: string, study: Study, options: RunOptions): Promise<RunSummary> {
  const { shard, waitSeconds, signal, onWait = () => undefined } = options;
  const name = shardName(shard);
  const work = { what: `${name} of this study`, remedy: REMEDY };
  const lock = await withSpaceIn(folder, () =>
    takeLock(journalFolder(folder), name, { ...work, waitSeconds, signal, onWait }),
  );
  let summary: RunSummary;
  try {
    const journal = await JournalWriter.open(journalFile(folder, shard), lock.keepAlive);
    try {
      summary = await runMissing(folder, study, journal, lock, options);
    } finally {
      await journal.close();
    }
  } finally {
    lock.release();
  }
  lock.lost.throwIfAborted();
  return summary;
}

async function runMissing(
  folder: string,
  study: Study,
  journal: JournalWriter,
  { lost, keepAlive }: Lock,
  { shard, threads, failFast, recomputeOld, signal, onStart, onRecorded }: RunOptions,
): Promise<RunSummary> {
  const code = codeFingerprint();
  const index = indexJournals(folder, undefined, keepAlive);
  const done = recomputeOld ? recordedBy(index, code) : index.done;
  const known = new Set(done.keys());
  const missingCount = count(missingJobs(study, shard, known), keepAlive);
  const isMixed = [...done.values()].some(({ program }) => program !== code);
  onStart(missingCount, isMixed ? programsOf(study, { done }) : undefined);
  const summary: RunSummary = { missingCount, recordedCount: 0, unconvergedCount: 0, failures: [] };
  if (missingCount === 0) return summary;

  const pool = createPool(Math.min(threads, missingCount));
  const batches = new Batches(study, missingJobs(study, shard, known));
  const parts = partsOf(study);
  let stopped = false;

  const record = (jobs: readonly StudyJob[], answer: BatchAnswer): void => {
    journal.append(
      answer.lines,
      jobs.map(({ id }) => id),
    );
    summary.recordedCount += jobs.length;
    summary.unconvergedCount += answer.unconvergedCount;
    summary.failures.push(...answer.failures);
    if (failFast && answer.failures.length > 0) stopped = true;
    onRecorded(jobs.length);
  };

  /** Hands out one batch after the other, so that as many are under way as there are threads. */
  const serve = async (): Promise<void> => {
    while (!stopped && !signal.aborted && !lost.aborted) {
      const jobs = batches.next();
      if (jobs.length === 0) return;
      const batch: Batch = { study: parts, code, jobs };
      const answer = await pool.run(batch).catch((error: Error) => error);
      if (!(answer instanceof Error)) {
        batches.learn(jobs, answer.seconds);
        record(jobs, answer);
      } else if (jobs.length > 1) {
        batches.separate(jobs);
      } else {
        record(jobs, fellOver(jobs[0]!, code, answer));
      }
    }
  };
  try {
    const servers = Array.from({ length: Math.min(threads, missingCount) }, async () => {
      try {
        await serve();
      } catch (error) {
        // The journal cannot be written: the others have nowhere to put what they find.
        stopped = true;
        throw error;
      }
    });
    const ends = await Promise.allSettled(servers);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  } finally {
    await pool.destroy();
  }
  return summary;
}

const createPool = (threads: number): Tinypool =>
  new Tinypool({
    filename: new URL("./batch-worker.js", import.meta.url).href,
    runtime: "worker_threads",
    minThreads: threads,
    maxThreads: threads,
  });

function count(items: Iterable<unknown>, onItem: () => void): number {
  let number = 0;
  for (const _ of items) {
    number += 1;
    onItem();
  }
  return number;
}

/** The record of a job whose thread ended under it, out of memory say. */
function fellOver(job: StudyJob, code: string, { message }: Error): BatchAnswer {
  const now = new Date().toISOString();
  const record = { ...job, version, code, startedAt: now, finishedAt: now, durationSeconds: 0, error: message };
  return {
    lines: encodeRecord(record),
    failures: [{ id: job.id, message }],
    unconvergedCount: 0,
    seconds: 0,
  };
}
