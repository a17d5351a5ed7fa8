import { join } from "node:path";
import { effortOf, type Job, type ResultOf } from "../jobs/index.js";
import { TimeLeft } from "../jobs/time-left.js";
import { codeFingerprint } from "../node/code-fingerprint.js";
import { jobId } from "../node/journals/job-id.js";
import type { Lock } from "../node/locks/lock.js";
import { JobPool, runHere } from "../node/workers/job-pool.js";
import type { Figure } from "../paper/figure.js";
import type { DrawnFigure } from "../paper/paper-report.js";
import type { Scale } from "../paper/scale.js";
import { KeptResults } from "./kept-results.js";
import { loadDrawing, writeFigure } from "./write-figure.js";

/** The file of the output folder that keeps the results of finished jobs. */
const JOURNAL = "jobs.jsonl";

/** Part of a second of thinking that every job costs beside its work: two messages, a line in the journal. */
const OVERHEAD = 1e-3;

/** What there is to do before the first job starts. */
export interface FiguresPlan {
  figureCount: number;
  /** Jobs to run. */
  openCount: number;
  /** Jobs whose results are kept from before. */
  keptCount: number;
  /** That of all jobs to run, in the unit of `onProgress`. */
  effort: number;
  /** Seconds left, from what is known by now. */
  secondsLeft(): number;
}

/** Is told what goes on, for whoever waits. */
export interface FiguresWatch {
  /** What the journal had that cannot be used. */
  onJournal(path: string, damagedLines: readonly number[], staleCount: number): void;
  onStart(plan: FiguresPlan): void;
  /** More of the effort is done. */
  onProgress(effort: number): void;
  /** All is over, however it has ended. */
  onEnd(): void;
}

export interface FiguresRun {
  scale: Scale;
  out: string;
  threads: number;
  /** Run every job again, whatever is kept. */
  fresh: boolean;
  /** That of the folder. */
  lock: Lock;
  watch: FiguresWatch;
}

/** Results of jobs that have been run, wherever they are kept. */
export interface Results {
  has(job: Job): boolean;
  resultOf: ResultOf;
}

const toTenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** Seconds that a second of effort takes on this machine. The first run is for warming up. */
function timeSample(): number {
  const job: Job = { kind: "perceptron", parameters: { inputCount: 500, patternCount: 800, policy: "none" } };
  runHere(job);
  const start = performance.now();
  runHere(job);
  return (performance.now() - start) / 1000 / effortOf(job);
}

/**
 * Runs what figures need, except what is kept from before, and writes each figure as soon as its jobs are done.
 * `use` gets the results, figures and all, before the journal is closed.
 */
export async function runFigures<T>(
  figures: readonly Figure[],
  { scale, out, threads, fresh, lock, watch }: FiguresRun,
  use: (drawn: DrawnFigure[], results: Results) => T,
): Promise<T> {
  const drawing = await loadDrawing();
  const needs = figures.map((figure) => {
    const jobs = new Map(figure.jobs(scale).map((job) => [jobId(job), job]));
    return { figure, jobs, missing: new Set(jobs.keys()) };
  });
  const all = new Map(needs.flatMap(({ jobs }) => [...jobs]));
  const journal = new KeptResults(join(out, JOURNAL), codeFingerprint(), new Set(fresh ? all.keys() : []));
  watch.onJournal(journal.path, journal.report.damagedLines, journal.report.staleCount);

  const efforts = new Map([...all.values()].map((job) => [job, effortOf(job) + OVERHEAD]));
  const hashes = new Map([...all].map(([hash, job]) => [job, hash]));
  const open = [...all].filter(([hash]) => !journal.has(hash)).map(([, job]) => job);
  const timeLeft = new TimeLeft(open.length > 0 ? timeSample() : 1);
  for (const [hash, job] of all) {
    if (journal.has(hash)) timeLeft.learn(job, efforts.get(job)!, journal.secondsOf(hash));
    else timeLeft.add(job, efforts.get(job)!);
  }
  watch.onStart({
    figureCount: figures.length,
    openCount: open.length,
    keptCount: all.size - open.length,
    effort: open.reduce((sum, job) => sum + efforts.get(job)!, 0),
    secondsLeft: () => timeLeft.seconds() / threads,
  });

  const pool = new JobPool(threads);
  const results: Results = {
    has: (job) => journal.has(jobId(job)),
    resultOf: ((job: Job) => journal.resultOf(jobId(job))) as ResultOf,
  };
  const drawn = new Map<Figure, DrawnFigure>();
  const drawIfReady = ({ figure, jobs, missing }: (typeof needs)[number]): void => {
    if (missing.size > 0 || drawn.has(figure)) return;
    // Drawing keeps the timer of the lock waiting, for minutes where all results are kept from before.
    lock.keepAlive();
    const seconds = [...jobs.keys()].reduce((sum, hash) => sum + journal.secondsOf(hash), 0);
    const list = [...jobs.values()];
    drawn.set(figure, writeFigure(drawing, out, figure, scale, list, results.resultOf, toTenths(seconds)));
  };
  const onDone = (hash: string): void => {
    for (const need of needs) if (need.missing.delete(hash)) drawIfReady(need);
  };
  let failure: { error: unknown } | undefined;
  try {
    for (const hash of all.keys()) if (journal.has(hash)) onDone(hash);
    for (const need of needs) drawIfReady(need); // those that need no job
    await pool.run(open, (job, end) => {
      if (failure !== undefined) return;
      if ("error" in end) {
        failure = end;
        throw end.error;
      }
      const effort = efforts.get(job)!;
      journal.append(job, end.result, end.seconds);
      timeLeft.finish(job, effort, end.seconds + OVERHEAD);
      watch.onProgress(effort);
      if (lock.lost.aborted) {
        failure = { error: lock.lost.reason };
        throw lock.lost.reason;
      }
      onDone(hashes.get(job)!);
    });
    return use(
      figures.map((figure) => drawn.get(figure)!),
      results,
    );
  } finally {
    watch.onEnd();
    await pool.close();
    await journal.close();
  }
}
