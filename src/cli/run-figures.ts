import { join } from "node:path";
import { effortOf, type Job, keyOf, type ResultOf } from "../jobs/index.js";
import { TimeLeft } from "../jobs/time-left.js";
import { codeFingerprint } from "../node/code-fingerprint.js";
import { JobJournal, jobHash } from "../node/job-journal.js";
import { JobPool, runHere } from "../node/job-pool.js";
import type { Lock } from "../node/lock.js";
import { onStopSignal } from "../node/signals.js";
import type { Figure } from "../paper/figure.js";
import type { DrawnFigure } from "../paper/paper-report.js";
import type { Scale } from "../paper/scale.js";
import { describeSeconds, startProgress } from "./progress.js";
import { loadDrawing, writeFigure } from "./write-figure.js";

/** The file of the output folder that keeps the results of finished jobs. */
const JOURNAL = "jobs.jsonl";

/** Work that is over sooner is not announced. */
const WORTH_SAYING = 10;

/** Part of a second of thinking that every job costs beside its work: two messages, a line in the journal. */
const OVERHEAD = 1e-3;

export interface FiguresRun {
  scale: Scale;
  out: string;
  threads: number;
  /** Run every job again, whatever is kept. */
  fresh: boolean;
  /** That of the folder. */
  lock: Lock;
}

/** Results of jobs that have been run, wherever they are kept. */
export interface Results {
  has(job: Job): boolean;
  resultOf: ResultOf;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const toTenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** Seconds that a second of effort takes on this machine. The first run is for warming up. */
function timeSample(): number {
  const job: Job = { kind: "perceptron", parameters: { inputCount: 500, patternCount: 800, policy: "none" } };
  runHere(job);
  const start = performance.now();
  runHere(job);
  return (performance.now() - start) / 1000 / effortOf(job);
}

/** Says what the journal had that cannot be used. */
function reportJournal({ path, report: { damagedLines, staleCount } }: JobJournal): void {
  for (const line of damagedLines) {
    console.error(`syncache: ${path}, line ${line}: this result is damaged, so its job is run again.`);
  }
  if (staleCount > 0) {
    console.error(`syncache: ${path}: ${staleCount} results of another version of the program are dropped.`);
  }
}

/**
 * Runs what figures need, except what is kept from before, and writes each figure as soon as its jobs are done.
 * `use` gets the results, figures and all, before the journal is closed.
 */
export async function runFigures<T>(
  figures: readonly Figure[],
  { scale, out, threads, fresh, lock }: FiguresRun,
  use: (drawn: DrawnFigure[], results: Results) => T,
): Promise<T> {
  const drawing = await loadDrawing();
  const needs = figures.map((figure) => {
    const jobs = new Map(figure.jobs(scale).map((job) => [jobHash(keyOf(job)), job]));
    return { figure, jobs, missing: new Set(jobs.keys()) };
  });
  const all = new Map(needs.flatMap(({ jobs }) => [...jobs]));
  const journal = new JobJournal(join(out, JOURNAL), codeFingerprint(), new Set(fresh ? all.keys() : []));
  reportJournal(journal);

  const efforts = new Map([...all.values()].map((job) => [job, effortOf(job) + OVERHEAD]));
  const hashes = new Map([...all].map(([hash, job]) => [job, hash]));
  const open = [...all].filter(([hash]) => !journal.has(hash)).map(([, job]) => job);
  const timeLeft = new TimeLeft(open.length > 0 ? timeSample() : 1);
  for (const [hash, job] of all) {
    if (journal.has(hash)) timeLeft.learn(job, efforts.get(job)!, journal.secondsOf(hash));
    else timeLeft.add(job, efforts.get(job)!);
  }
  const secondsLeft = (): number => timeLeft.seconds() / threads;
  if (secondsLeft() >= WORTH_SAYING) {
    const kept = open.length < all.size ? `, ${all.size - open.length} more are kept from before` : "";
    console.error(
      `syncache: ${counted(open.length, "job")} for ${counted(figures.length, "figure")} on ${counted(threads, "thread")}${kept}. ` +
        `Expected time: about ${describeSeconds(secondsLeft())}.`,
    );
  }
  const total = open.reduce((sum, job) => sum + efforts.get(job)!, 0);
  const progress = startProgress(counted(figures.length, "figure"), total, { secondsLeft });

  const pool = new JobPool(threads);
  const stopListening = onStopSignal((status) => {
    progress.stop();
    console.error(
      `syncache: interrupted. Finished figures and results are in ${out}; the same command goes on where this one ended.`,
    );
    process.exit(status);
  });
  const results: Results = {
    has: (job) => journal.has(jobHash(keyOf(job))),
    resultOf: ((job: Job) => journal.resultOf(jobHash(keyOf(job)))) as ResultOf,
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
      progress.advance(effort);
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
    stopListening();
    progress.stop();
    await pool.close();
    await journal.close();
  }
}
