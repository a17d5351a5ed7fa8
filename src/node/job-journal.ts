import { createHash } from "node:crypto";
import { closeSync, readdirSync, readSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Job, type JobResults, keyOf } from "../jobs/index.js";
import { toJson } from "../schema/result.js";
import { version } from "../schema/version.js";
import { AppendFile } from "./files/append-file.js";
import { type Line, readLines } from "./files/lines.js";
import { AtomicFile } from "./files/output-folder.js";
import { openRegularFile } from "./files/own-files.js";

type AnyResult = JobResults[Job["kind"]];

/** The name under which a job is kept. */
export const jobHash = (key: string): string => digest(key, 32);

const digest = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

const SUM_LENGTH = 16;
const PREFIX = '{"sum":"';
const BODY = PREFIX.length + SUM_LENGTH + 2;

/** Every line carries the hash of what it says: a flipped digit is JSON as good as any. */
function toLine(entry: object): string {
  const body = toJson(entry).slice(1);
  return `${PREFIX}${digest(body, SUM_LENGTH)}",${body}\n`;
}

/** How much of the file may be kept in memory as results. */
const RECENT_BYTES = 64 << 20;

interface Entry {
  hash: string;
  job: Job;
  code: string;
  seconds: number;
  result: AnyResult;
}

/** The inverse of `toJson`: no result has a text that says so. */
function reviveInfinity(_: string, value: unknown): unknown {
  if (value === "Infinity") return Number.POSITIVE_INFINITY;
  return value === "-Infinity" ? Number.NEGATIVE_INFINITY : value;
}

/** @throws if the line is not what was written */
function parseLine(text: string): Entry {
  const sum = text.slice(PREFIX.length, PREFIX.length + SUM_LENGTH);
  if (!text.startsWith(PREFIX) || digest(text.slice(BODY), SUM_LENGTH) !== sum) throw new Error("it is damaged");
  const entry = JSON.parse(text, reviveInfinity) as Entry;
  if (jobHash(keyOf(entry.job)) !== entry.hash) throw new Error("it is of another job than it says");
  return entry;
}

/** What was found in a journal when it was opened. */
export interface JournalReport {
  /** Numbers of damaged lines; their jobs count as not run. */
  damagedLines: number[];
  /** Results of other code, which are dropped. */
  staleCount: number;
}

/**
 * Results of finished jobs in a file of JSON lines, so that work that was interrupted goes on where it ended. A line is
 * handed to the operating system before its job counts as done: killing the process loses running jobs only.
 * Results stay in the file and are read when they are asked for, which keeps the memory flat. Whoever opens one has the
 * lock of its folder.
 */
export class JobJournal {
  readonly path: string;
  private readonly code: string;
  readonly report: JournalReport = { damagedLines: [], staleCount: 0 };
  private readonly entries = new Map<string, { start: number; length: number; seconds: number }>();
  private readonly file: AppendFile;
  /** Figures ask for the same results again and again while they are drawn. */
  private readonly recent = new Map<string, { result: AnyResult; length: number }>();
  private recentLength = 0;

  /**
   * Opens a journal, or begins one.
   *
   * @param code names the code that results must come from
   * @param forget hashes of jobs whose results are not wanted
   */
  constructor(path: string, code: string, forget: ReadonlySet<string> = new Set()) {
    this.path = path;
    this.code = code;
    removeOldCopies(path);
    const descriptor = openRegularFile(path, "a+");
    let kept: number;
    try {
      const lines = this.read(descriptor, forget);
      kept = lines.reduce((sum, { start, end }) => sum + end - start, 0);
      if (kept < (lines.at(-1)?.end ?? 0)) this.rewrite(descriptor, lines);
    } finally {
      closeSync(descriptor);
    }
    this.file = new AppendFile(path);
    // The line that was being written when the last run was killed, and dropped lines at the end.
    this.file.cut(kept);
  }

  /** Reads every line; returns those that are good, the last of each job. */
  private read(descriptor: number, forget: ReadonlySet<string>): Line[] {
    const good = new Map<string, Omit<Line, "text">>();
    const seconds = new Map<string, number>();
    let number = 0;
    for (const { text, start, end } of readLines(descriptor, this.path)) {
      number++;
      let entry: Entry;
      try {
        entry = parseLine(text);
      } catch {
        // Reported by whoever opened the journal, with the place.
        this.report.damagedLines.push(number);
        continue;
      }
      if (entry.code !== this.code) this.report.staleCount++;
      else if (!forget.has(entry.hash)) {
        good.delete(entry.hash);
        good.set(entry.hash, { start, end });
        seconds.set(entry.hash, entry.seconds);
      }
    }
    let position = 0;
    for (const [hash, { start, end }] of good) {
      this.entries.set(hash, { start: position, length: end - start, seconds: seconds.get(hash)! });
      position += end - start;
    }
    return [...good.values()].map(({ start, end }) => ({ text: "", start, end }));
  }

  /** Writes a file of these lines beside the journal and gives it the journal's name. */
  private rewrite(descriptor: number, lines: readonly Line[]): void {
    const copy = new AtomicFile(this.path);
    try {
      for (const { start, end } of lines) copy.write(this.readBytes(descriptor, start, end - start));
      copy.commit();
    } finally {
      copy.discard();
    }
  }

  private readBytes(descriptor: number, start: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const size = readSync(descriptor, bytes, done, length - done, start + done);
      if (size === 0) throw new Error(`${this.path} was shortened while it was in use. Run the command again.`);
      done += size;
    }
    return bytes;
  }

  has(hash: string): boolean {
    return this.entries.has(hash);
  }

  /** Seconds the job took. */
  secondsOf(hash: string): number {
    return this.entries.get(hash)?.seconds ?? 0;
  }

  /** The result of a job that `has` been run. */
  resultOf(hash: string): AnyResult {
    const entry = this.entries.get(hash);
    if (entry === undefined) throw new Error(`job ${hash} has not been run`);
    const known = this.recent.get(hash);
    if (known !== undefined) return known.result;
    const result = this.readBack(hash, entry);
    this.recent.set(hash, { result, length: entry.length });
    this.recentLength += entry.length;
    for (const [oldest, { length }] of this.recent) {
      if (this.recentLength <= RECENT_BYTES) break;
      this.recent.delete(oldest);
      this.recentLength -= length;
    }
    return result;
  }

  /** What is read is compared with what was asked for: another process may have changed the file in spite of all. */
  private readBack(hash: string, { start, length }: { start: number; length: number }): AnyResult {
    const text = this.readBytes(this.file.descriptor, start, length - 1).toString("utf8");
    let found: Entry | null;
    try {
      found = parseLine(text);
    } catch {
      // Said below, with the place.
      found = null;
    }
    if (found?.hash === hash) return found.result;
    throw new Error(
      `${this.path} has changed while it was in use: the result of job ${hash} is not where it was written. ` +
        "See that no other program writes there, then run the command again: what is damaged is run again.",
    );
  }

  /**
   * Keeps the result of a job.
   *
   * @throws {JournalNotWritten}
   */
  append(job: Job, result: AnyResult, seconds: number): void {
    const hash = jobHash(keyOf(job));
    const { engine = "fast" } = job.parameters as { engine?: string };
    const line = toLine({ hash, version, code: this.code, engine, seconds, job, result });
    const start = this.file.append(line, [hash]);
    this.entries.set(hash, { start, length: Buffer.byteLength(line), seconds });
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

/** Copies that an earlier version had under way when it was killed; they bear the number of its process. */
function removeOldCopies(path: string): void {
  const isCopy = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) && /^\d+\.tmp$/.test(name.slice(basename(path).length + 1));
  for (const name of readdirSync(dirname(path)).filter(isCopy)) rmSync(join(dirname(path), name), { force: true });
}
