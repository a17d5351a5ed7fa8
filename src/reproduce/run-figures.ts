import { join } from "node:path";
import { effortOf, type Job, type JobResults, type ResultOf } from "../jobs/index.js";
import { TimeLeft } from "../jobs/time-left.js";
import { codeFingerprint } from "../node/code-fingerprint.js";
import { jobId } from "../node/journals/job-id.js";
import type { Lock } from "../node/locks/lock.js";
import { JobPool, runHere } from "../node/workers/job-pool.js";
import type { Claim } from "../paper/claim.js";
import type { Figure } from "../paper/figure.js";
import type { Scale } from "../paper/scale.js";
import { FoundSoFar } from "./found-so-far.js";
import { type JournalReport, KeptResults } from "./kept-results.js";
import { inOrderOfWork, needsOf } from "./needs.js";
import { type Found, writeReport } from "./report.js";
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
  onJournal(path: string, report: JournalReport): void;
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

const toTenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** Seconds that a second of effort takes on this machine. The first run is for warming up. */
function timeSample(): number {
  const job: Job = { kind: "perceptron", parameters: { inputCount: 500, patternCount: 800, policy: "none" } };
  runHere(job);
  const start = performance.now();
  runHere(job);
  return (performance.now() - start) / 1000 / effortOf(job);
}

/** Runs jobs in their order, and hands on what each returned. The first error, also of whoever gets the results, ends all. */
async function runAll(
  jobs: readonly Job[],
  threads: number,
  onResult: (job: Job, result: JobResults[Job["kind"]], seconds: number) => void,
): Promise<void> {
  if (jobs.length === 0) return;
  const pool = new JobPool(threads);
  let hasFailed = false;
  try {
    await pool.runInOrder(jobs, (job, end) => {
      if (hasFailed) return;
      try {
        if ("error" in end) throw end.error;
        onResult(job, end.result, end.seconds);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    });
  } finally {
    await pool.close();
  }
}

/**
 * Runs what figures and claims need, except what is kept from before, the figures first that need least. Each is written
 * as soon as its jobs are done, and the report with it; the last report is written when all results are known to be kept.
 *
 * @param claims those of these figures
 */
export async function runFigures(
  figures: readonly Figure[],
  claims: readonly Claim[],
  { scale, out, threads, fresh, lock, watch }: FiguresRun,
): Promise<Found> {
  const drawing = await loadDrawing();
  const [figureNeeds, claimNeeds] = [needsOf(figures, scale), needsOf(claims, scale)];
  const all = new Map([...figureNeeds, ...claimNeeds].flatMap(({ jobs }) => [...jobs]));
  const kept = new KeptResults(join(out, JOURNAL), codeFingerprint(), new Set(fresh ? all.keys() : []));
  watch.onJournal(kept.path, kept.report);

  const resultOf = ((job: Job) => kept.resultOf(jobId(job))) as ResultOf;
  const found = new FoundSoFar(figureNeeds, claimNeeds, {
    draw(figure, jobs) {
      // Drawing keeps the timer of the lock waiting, for minutes where all results are kept from before.
      lock.keepAlive();
      const seconds = [...jobs.keys()].reduce((sum, id) => sum + kept.secondsOf(id), 0);
      return writeFigure(drawing, out, figure, scale, [...jobs.values()], resultOf, toTenths(seconds));
    },
    measure(claim) {
      lock.keepAlive();
      return claim.measure(resultOf, scale);
    },
    onFigure: (state) => writeReport(drawing, out, scale, state),
  });
  const efforts = new Map([...all].map(([id, job]) => [id, effortOf(job) + OVERHEAD]));
  try {
    // From the start there is a page to be opened.
    writeReport(drawing, out, scale, found.state());
    found.finish([...all.keys()].filter((id) => kept.has(id)));
    const open = inOrderOfWork(figureNeeds, claimNeeds, (id) => efforts.get(id)!);
    const timeLeft = new TimeLeft(open.length > 0 ? timeSample() : 1);
    for (const [id, job] of all) {
      if (kept.has(id)) timeLeft.learn(job, efforts.get(id)!, kept.secondsOf(id));
      else timeLeft.add(job, efforts.get(id)!);
    }
    watch.onStart({
      figureCount: figures.length,
      openCount: open.length,
      keptCount: all.size - open.length,
      effort: open.reduce((sum, id) => sum + efforts.get(id)!, 0),
      secondsLeft: () => timeLeft.seconds() / threads,
    });
    const ids = new Map(open.map((id) => [all.get(id)!, id]));
    await runAll([...ids.keys()], threads, (job, result, seconds) => {
      const id = ids.get(job)!;
      const effort = efforts.get(id)!;
      kept.append(job, result, seconds);
      timeLeft.finish(job, effort, seconds + OVERHEAD);
      watch.onProgress(effort);
      lock.lost.throwIfAborted();
      found.finish([id]);
    });
    found.measure();
  } finally {
    watch.onEnd();
    await kept.close();
  }
  lock.lost.throwIfAborted();
  writeReport(drawing, out, scale, found.state());
  return found.state();
}
