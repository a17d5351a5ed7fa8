import { resolve } from "node:path";
import { Argument, Command, Option } from "commander";
import { withSpaceIn } from "../../node/files/full-disk.js";
import { prepareOutputFolder } from "../../node/files/output-folder.js";
import type { Lock } from "../../node/locks/lock.js";
import { LockHeld } from "../../node/locks/lock-errors.js";
import { takeLock } from "../../node/locks/take-lock.js";
import { claims } from "../../paper/claims.js";
import type { Figure } from "../../paper/figure.js";
import { figures } from "../../paper/figures.js";
import { type Scale, scaleNames } from "../../paper/scale.js";
import { reportFile } from "../../reproduce/report.js";
import { runFigures } from "../../reproduce/run-figures.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { headings } from "../help/groups.js";
import { formatDuration } from "../printing/duration.js";
import { watchFigures } from "../printing/figures-progress.js";
import { claimSentence, foundSentences } from "../printing/found-figures.js";
import { addJobsFlag, threadsOf } from "../printing/output.js";
import { stopWaitingOnSignal, waitFlag, waitSecondsOf } from "../wait.js";

/** The figures asked for; `all` and nothing at all mean every one. */
function chooseFigures(ids: readonly string[]): readonly Figure[] {
  const asked = ids.map((id) => id.toLowerCase());
  if (asked.length === 0 || asked.includes("all")) return figures;
  const unknown = asked.find((id) => !figures.some((figure) => figure.id === id));
  if (unknown !== undefined) {
    const known = figures.map(({ id }) => id).join(", ");
    throw new UsageError(
      `figure must be one of ${known} or all, got ${shown(unknown)}. Leave figures out to compute every one.`,
    );
  }
  return figures.filter(({ id }) => asked.includes(id));
}

/** The lock of the output folder; its file is there while someone works. */
const LOCK = "reproduce";

interface Typed {
  scale: Scale;
  out: string;
  jobs?: string;
  fresh?: boolean;
  wait?: string;
}

const REMEDY =
  "Wait until it has ended, or let this command wait for it, with --wait 600 for ten minutes; or give another --out";

/** Takes the lock of the folder; null where a signal came while it waited, which has been said then. */
async function takeFolder(out: string, waitSeconds: number): Promise<Lock | null> {
  const stop = stopWaitingOnSignal();
  const work = { what: `the figures in ${JSON.stringify(out)}`, remedy: REMEDY };
  const onWait = (message: string): void => console.error(`syncache: ${message}`);
  try {
    return await takeLock(out, LOCK, { ...work, waitSeconds, signal: stop.signal, onWait, leaveNothing: true });
  } catch (error) {
    if (!(error instanceof LockHeld) || stop.status() === 0) throw error;
    console.error(`syncache: stopped waiting: ${error.message}`);
    process.exitCode = stop.status();
    return null;
  } finally {
    stop.done();
  }
}

async function reproduce(ids: readonly string[], typed: Typed): Promise<void> {
  const { out } = typed;
  const threads = threadsOf(typed);
  const waitSeconds = waitSecondsOf(typed);
  const chosen = chooseFigures(ids);
  prepareOutputFolder(out);
  const lock = await withSpaceIn(out, () => takeFolder(out, waitSeconds));
  if (lock === null) return;
  try {
    await withSpaceIn(out, () => computeFigures(chosen, typed, threads, lock));
  } finally {
    lock.release();
  }
  lock.lost.throwIfAborted();
}

async function computeFigures(chosen: readonly Figure[], typed: Typed, threads: number, lock: Lock): Promise<void> {
  const { scale, out, fresh = false } = typed;
  const start = performance.now();
  const report = resolve(reportFile(out));
  console.log(`Report: ${report} (it grows with every figure)`);
  const theirs = claims.filter(({ figure }) => chosen.some(({ id }) => id === figure));
  const watch = watchFigures(out, threads);
  const { drawn, checked } = await runFigures(chosen, theirs, { scale, out, threads, fresh, lock, watch });

  const took = formatDuration((performance.now() - start) / 1000);
  const sentences = foundSentences(checked, { figureCount: drawn.length, took, report });
  // Of all figures there are too many to be read in a terminal.
  const each = chosen.length === figures.length ? [] : checked.map(claimSentence);
  console.log([...each, ...sentences].join("\n"));
}

/** `syncache reproduce` */
export function reproduceCommand(): Command {
  const command = new Command("reproduce")
    .addArgument(new Argument("[figures...]", `${figures.map(({ id }) => id).join(", ")}, or all; all without one`))
    .optionsGroup(headings.run)
    .addOption(new Option("--scale <scale>", "how much work to do").choices(scaleNames).default("quick"))
    .option("--fresh", "run every job again, rather than use results that are kept in the folder")
    .addOption(waitFlag("another process that writes into the folder"));
  return addJobsFlag(command)
    .optionsGroup(headings.output)
    .option("--out <folder>", "where figures, tables and the report go", "results")
    .action(reproduce);
}
