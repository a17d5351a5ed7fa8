import { closeSync, constants, copyFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Job, JobResults } from "../jobs/index.js";
import { AppendFile } from "../node/files/append-file.js";
import { readLines } from "../node/files/lines.js";
import { AtomicFile } from "../node/files/output-folder.js";
import { openRegularFile } from "../node/files/own-files.js";
import { readAll } from "../node/files/whole.js";
import { jobId } from "../node/journals/job-id.js";
import { decodeRecord, encodeRecord, type JobRecord } from "../node/journals/record.js";
import { reviveInfinity } from "../schema/infinity.js";
import { version } from "../schema/version.js";
import { isFormerLine } from "./former-line.js";

type AnyResult = JobResults[Job["kind"]];

/** How much of the file may be kept in memory as results. */
const RECENT_BYTES = 64 << 20;

/** The job of a record, whose other keys are those of the job. */
function jobOf(record: JobRecord): Job {
  const { id: _, version: __, code: ___, startedAt: ____, finishedAt: _____, durationSeconds, run, ...job } = record;
  return job as unknown as Job;
}

/** Null where the line is not what was written, or is of another job than it says. */
function recordOf(text: string): JobRecord<AnyResult> | null {
  const record = decodeRecord<JobRecord<AnyResult>>(text);
  return record?.run === undefined || jobId(jobOf(record)) !== record.id ? null : record;
}

/** Where the line of a result is, and the seconds that its job took. */
interface Place {
  start: number;
  length: number;
  seconds: number;
}

/** What was found in a journal when it was opened. */
export interface JournalReport {
  /** Numbers of damaged lines; their jobs count as not run. */
  damagedLines: number[];
  /** Results of other code, which are not used. */
  staleCount: number;
  /** Where the journal was copied before these were taken out of it: they may have taken hours. */
  setAside: string | null;
}

/**
 * Results of finished jobs in a journal, so that work that was interrupted goes on where it ended. A line is
 * handed to the operating system before its job counts as done: killing the process loses running jobs only.
 * Results stay in the file and are read when they are asked for, which keeps the memory flat. Whoever opens one has the
 * lock of its folder, so that it may write the journal anew without what is of no use.
 */
export class KeptResults {
  readonly path: string;
  private readonly code: string;
  readonly report: JournalReport = { damagedLines: [], staleCount: 0, setAside: null };
  private readonly places = new Map<string, Place>();
  private readonly file: AppendFile;
  /** Figures ask for the same results again and again while they are drawn. */
  private readonly recent = new Map<string, { result: AnyResult; length: number }>();
  private recentLength = 0;

  /**
   * Opens a journal, or begins one.
   *
   * @param code names the code that results must come from
   * @param forget ids of jobs whose results are not wanted
   */
  constructor(path: string, code: string, forget: ReadonlySet<string> = new Set()) {
    this.path = path;
    this.code = code;
    removeOldCopies(path);
    const descriptor = openRegularFile(path, "a+");
    let keptLength: number;
    try {
      const good = this.read(descriptor, forget);
      if (this.report.staleCount > 0) this.report.setAside = setAside(path);
      keptLength = this.keepOf(descriptor, good);
    } finally {
      closeSync(descriptor);
    }
    this.file = new AppendFile(path);
    // The line that was being written when the last run was killed, and dropped lines at the end.
    this.file.cut(keptLength);
  }

  /** Reads every line; returns where those are that are good, the last of each job. */
  private read(descriptor: number, forget: ReadonlySet<string>): Map<string, Place> {
    const good = new Map<string, Place>();
    let number = 0;
    for (const { text, start, end } of readLines(descriptor, this.path)) {
      number++;
      const record = recordOf(text);
      if (record === null && isFormerLine(text)) this.report.staleCount++;
      else if (record === null) this.report.damagedLines.push(number);
      else if (record.code !== this.code) this.report.staleCount++;
      else if (!forget.has(record.id)) {
        good.delete(record.id);
        good.set(record.id, { start, length: end - start, seconds: record.durationSeconds });
      }
    }
    return good;
  }

  /** Keeps good lines and no others, where others stand before them in a file that takes the journal's name; returns their length. */
  private keepOf(descriptor: number, good: ReadonlyMap<string, Place>): number {
    let position = 0;
    let isMoved = false;
    for (const [id, place] of good) {
      isMoved ||= place.start !== position;
      this.places.set(id, { ...place, start: position });
      position += place.length;
    }
    if (isMoved) this.rewrite(descriptor, [...good.values()]);
    return position;
  }

  private rewrite(descriptor: number, lines: readonly Place[]): void {
    const copy = new AtomicFile(this.path);
    try {
      for (const { start, length } of lines) copy.write(this.bytesAt(descriptor, start, length));
      copy.commit();
    } finally {
      copy.discard();
    }
  }

  private bytesAt(descriptor: number, start: number, length: number): Buffer {
    const bytes = readAll(descriptor, start, length);
    if (bytes.length === length) return bytes;
    throw new Error(`${this.path} was shortened while it was in use. Run the command again.`);
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  /** Seconds the job took. */
  secondsOf(id: string): number {
    return this.places.get(id)?.seconds ?? 0;
  }

  /** The result of a job that `has` been run. */
  resultOf(id: string): AnyResult {
    const place = this.places.get(id);
    if (place === undefined) throw new Error(`job ${id} has not been run`);
    const known = this.recent.get(id);
    if (known !== undefined) return known.result;
    const result = this.readBack(id, place);
    this.recent.set(id, { result, length: place.length });
    this.recentLength += place.length;
    for (const [oldest, { length }] of this.recent) {
      if (this.recentLength <= RECENT_BYTES) break;
      this.recent.delete(oldest);
      this.recentLength -= length;
    }
    return result;
  }

  /** What is read is compared with what was asked for: another process may have changed the file in spite of all. */
  private readBack(id: string, { start, length }: Place): AnyResult {
    const record = recordOf(this.bytesAt(this.file.descriptor, start, length - 1).toString("utf8"));
    if (record?.id === id) return reviveInfinity(record.run!);
    throw new Error(
      `${this.path} has changed while it was in use: the result of job ${id} is not where it was written. ` +
        "See that no other program writes there, then run the command again: what is damaged is run again.",
    );
  }

  /**
   * Keeps the result of a job that has just ended.
   *
   * @throws {JournalNotWritten}
   */
  append(job: Job, result: AnyResult, seconds: number): void {
    const id = jobId(job);
    const ended = Date.now();
    const line = encodeRecord({
      id,
      ...job,
      version,
      code: this.code,
      startedAt: new Date(ended - 1000 * seconds).toISOString(),
      finishedAt: new Date(ended).toISOString(),
      durationSeconds: Number(seconds.toFixed(6)),
      run: result,
    });
    const start = this.file.append(line, [id]);
    this.places.set(id, { start, length: Buffer.byteLength(line), seconds });
  }

  /**
   * Waits for the disk, and closes the journal.
   *
   * @throws {JournalNotWritten} if there are results that are not known to be kept
   */
  close(): Promise<void> {
    return this.file.close();
  }
}

/** Copies a journal to the first name that is free of `jobs-old-1.jsonl`, `jobs-old-2.jsonl`, …; returns it. */
function setAside(path: string): string {
  const nameOf = (number: number): string => path.replace(/\.jsonl$/, `-old-${number}.jsonl`);
  let number = 1;
  while (existsSync(nameOf(number))) number++;
  copyFileSync(path, nameOf(number), constants.COPYFILE_EXCL);
  return nameOf(number);
}

/** Copies that version 0.1.0 had under way when it was killed; they bear the number of its process. */
function removeOldCopies(path: string): void {
  const isCopy = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) && /^\d+\.tmp$/.test(name.slice(basename(path).length + 1));
  for (const name of readdirSync(dirname(path)).filter(isCopy)) rmSync(join(dirname(path), name), { force: true });
}
