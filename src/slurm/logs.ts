import { closeSync, existsSync, fstatSync, readSync, statSync } from "node:fs";
import { openRegularFile } from "../node/files/own-files.js";
import { printable } from "../schema/program-text.js";
import { journalFile } from "../study/journals/study-folder.js";
import { type ActiveSubmission, logFile, type Submission } from "./submissions.js";

/** A task that has left the queue without having recorded a job, and what it printed last. */
export interface SilentTask {
  /** The part of the study, and into how many that is divided. */
  shard: string;
  log: string;
  /** Null where Slurm has made no log: the task never began. */
  end: string | null;
}

const SHOWN_TASKS = 3;
const SHOWN_LINES = 6;
/** Bytes at the end of a log that are read, and characters of them that are shown. */
const READ_BYTES = 8192;
const SHOWN_CHARACTERS = 800;

/**
 * Tasks of the last submission that had jobs to do, are queued no more, and have recorded nothing since they were
 * submitted: the program could not be started, or the memory or time was over before the first job. The first few.
 *
 * @param missing parts with missing jobs, of the division of that submission
 */
export function silentTasksOf(
  folder: string,
  submissions: readonly Submission[],
  active: readonly ActiveSubmission[],
  missing: ReadonlySet<number>,
): SilentTask[] {
  const last = submissions.at(-1);
  if (last === undefined) return [];
  const busy = new Set(active.flatMap(({ tasks }) => tasks.map(({ index }) => index)));
  const { number, shardCount, submittedAt } = last;
  const silent = last.shards.filter((index) => {
    if (busy.has(index) || !missing.has(index)) return false;
    return !recordedSince(journalFile(folder, { index, count: shardCount }), Date.parse(submittedAt));
  });
  return silent.slice(0, SHOWN_TASKS).map((index) => {
    const log = logFile(folder, number, index);
    return { shard: `${index}/${shardCount}`, log, end: existsSync(log) ? endOf(log) : null };
  });
}

function recordedSince(journal: string, since: number): boolean {
  if (!existsSync(journal)) return false;
  const { size, mtimeMs } = statSync(journal);
  return size > 0 && mtimeMs >= since;
}

function endOf(log: string): string {
  const descriptor = openRegularFile(log, "r");
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, READ_BYTES));
    const count = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const lines = bytes
      .toString("utf8", 0, count)
      .trim()
      .split(/\r\n|\r|\n/);
    return printable(lines.slice(-SHOWN_LINES).join("\n"), SHOWN_CHARACTERS);
  } finally {
    closeSync(descriptor);
  }
}
