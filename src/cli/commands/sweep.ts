import { resolve } from "node:path";
import { Command } from "commander";
import { codeFingerprint } from "../../node/code-fingerprint.js";
import { withSpaceIn } from "../../node/files/full-disk.js";
import { LockHeld } from "../../node/locks/lock-errors.js";
import { quoteForShell } from "../../node/shell-quote.js";
import { isAnnouncement, onStopSignal } from "../../node/signals.js";
import { printable } from "../../schema/printable.js";
import { toJson } from "../../schema/result.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { schemaVersion, version } from "../../schema/version.js";
import { indexJournals } from "../../study/journals/index-journals.js";
import { describePrograms, type Programs, recordedBy } from "../../study/journals/programs.js";
import { openStudyFolder } from "../../study/journals/study-folder.js";
import { readStudy } from "../../study/read-study.js";
import { estimateStudy } from "../../study/running/estimate.js";
import { type RunSummary, runStudy } from "../../study/running/run-study.js";
import { formatShard, parseShard, type Shard, WHOLE } from "../../study/running/shard.js";
import type { Study } from "../../study/study.js";
import { RepeatableOption } from "../flags.js";
import { headings } from "../help/groups.js";
import { describeBytes } from "../printing/bytes.js";
import { formatDuration } from "../printing/duration.js";
import { addJobsFlag, threadsOf } from "../printing/output.js";
import { createStudyProgress } from "../printing/study-progress.js";
import { waitFlag, waitSecondsOf } from "../wait.js";
import { checkFlagsOfMode } from "./sweep-modes.js";
import { collectTables, printSchema, printStatus } from "./sweep-queries.js";
import { addSlurmFlags, cancelSweep, type SlurmFlags, submitSweep } from "./sweep-slurm.js";

/** What `syncache sweep` is given. */
export interface SweepOptions extends SlurmFlags {
  shard?: string;
  engine: string;
  wait?: string;
  dryRun?: boolean;
  failFast?: boolean;
  recomputeOld?: boolean;
  status?: string;
  cancel?: string;
  collect?: string;
  baseline?: string[];
  schema?: boolean;
}

const baselineHelp = "for --collect: cells are compared with that of this value; repeatable [default: policy=none]";

const FAILED = 1;
const SHOWN_FAILURES = 3;

/**
 * Aborts on the first signal, so that running jobs are finished and recorded; a second Ctrl-C or SIGTERM ends at once. What
 * only announces the end takes no time away from these jobs.
 */
function stopOnSignal(): { signal: AbortSignal; status: () => number; done: () => void } {
  const controller = new AbortController();
  let status = 0;
  let asked = false;
  const done = onStopSignal((signalStatus, signal) => {
    if (asked && !isAnnouncement(signal)) process.exit(signalStatus);
    if (!isAnnouncement(signal)) asked = true;
    if (controller.signal.aborted) return;
    status = signalStatus;
    console.error("\nsyncache: finishing the running jobs; press Ctrl-C again to leave them.");
    controller.abort();
  });
  return { signal: controller.signal, status: () => status, done };
}

/** Opens the folder of the study, and says which data are not known by what they hold. */
function openFolder(out: string, study: Study): void {
  for (const path of withSpaceIn(out, () => openStudyFolder(out, study))) {
    console.error(
      `syncache: runs of ${path} were recorded by this path alone; they are taken to be of what it holds now. ` +
        "Where that has changed since, run them again with --recompute-old.",
    );
  }
}

async function run(file: string, study: Study, shard: Shard, options: SweepOptions): Promise<void> {
  // Every flag is checked before anything is written.
  const threads = threadsOf(options);
  const waitSeconds = waitSecondsOf(options);
  const out = options.out!;
  openFolder(out, study);
  const progress = createStudyProgress();
  const stop = stopOnSignal();
  let summary: RunSummary;
  try {
    summary = await runStudy(out, study, {
      shard,
      threads,
      waitSeconds,
      failFast: options.failFast ?? false,
      recomputeOld: options.recomputeOld ?? false,
      signal: stop.signal,
      onStart(total, kept) {
        warnOfMixture(kept, total);
        progress.start(total);
      },
      onRecorded: (jobs) => progress.advance(jobs),
      onWait: (message) => console.error(`syncache: ${message}`),
    });
  } catch (error) {
    // Whoever waits for a lock has asked to end, and is told what was waited for.
    if (!(error instanceof LockHeld) || stop.status() === 0) throw error;
    console.error(`syncache: stopped waiting: ${error.message}`);
    process.exitCode = stop.status();
    return;
  } finally {
    progress.stop();
    stop.done();
  }
  report(file, study, shard, options, summary, stop.status());
}

/** Says so where the table of a study holds, or is going to hold, runs of several programs. */
function warnOfMixture(kept: Programs | undefined, missingCount: number): void {
  if (kept === undefined || kept.size + Math.sign(missingCount) < 2) return;
  console.error(
    `syncache: the table of this study mixes programs, which may compute differently: ${describePrograms(kept)}. ` +
      `This is ${codeFingerprint()}; to run again what others have recorded, add --recompute-old.`,
  );
}

/** Says what came of it, and sets the exit status. */
function report(
  file: string,
  study: Study,
  shard: Shard,
  options: SweepOptions,
  { failures, ...counts }: RunSummary,
  signalStatus: number,
): void {
  const out = options.out!;
  const remainingCount = counts.missingCount - counts.recordedCount;
  const failedCount = failures.length;
  if (options.json) {
    const { name, learner } = study;
    const document = { schemaVersion, version, name, learner, shard: formatShard(shard), ...counts };
    console.log(toJson({ ...document, failedCount, remainingCount, folder: resolve(out) }));
  }
  for (const { id, message } of failures.slice(0, SHOWN_FAILURES))
    console.error(`syncache: job ${id} failed: ${message}`);
  if (failedCount > SHOWN_FAILURES) console.error(`syncache: … and ${failedCount - SHOWN_FAILURES} more jobs failed`);
  if (counts.unconvergedCount > 0) {
    console.error(
      `syncache: ${counts.unconvergedCount} runs did not converge; they are recorded with converged false.`,
    );
  }
  const again = `syncache sweep ${quoteForShell(file)} --out ${quoteForShell(out)}${options.shard === undefined ? "" : ` --shard ${options.shard}`}`;
  if (remainingCount > 0) console.error(`syncache: ${remainingCount} jobs are left. To go on: ${again}`);
  else if (failedCount > 0) console.error(`syncache: ${failedCount} jobs failed. To try them again: ${again}`);
  else if (!options.json && shard.count > 1) {
    const status = `syncache sweep --status ${quoteForShell(out)}`;
    console.log(`All jobs of part ${formatShard(shard)} are recorded. How far the study is: ${status}`);
  } else if (!options.json)
    console.log(`All jobs are recorded. For the tables: syncache sweep --collect ${quoteForShell(out)}`);
  process.exitCode = signalStatus !== 0 && remainingCount > 0 ? signalStatus : failedCount > 0 ? FAILED : 0;
}

function dryRun(study: Study, shard: Shard, options: SweepOptions): void {
  const index = options.out === undefined ? { done: new Map() } : indexJournals(options.out, study);
  const done = options.recomputeOld ? recordedBy(index, codeFingerprint()) : index.done;
  const threads = threadsOf(options);
  const estimate = estimateStudy(study, shard, done, threads);
  if (options.json) {
    console.log(toJson({ schemaVersion, version, name: study.name, learner: study.learner, threads, ...estimate }));
    return;
  }
  const { jobCount, missingCount, sampleCount, estimatedSeconds, estimatedBytes } = estimate;
  console.log(`Study: ${printable(study.name)}, ${study.learner}`);
  console.log(`  jobs: ${jobCount}${missingCount === jobCount ? "" : `, of which ${missingCount} are to run`}`);
  if (estimatedSeconds === null || estimatedBytes === null) return;
  console.log(
    `  time: about ${formatDuration(estimatedSeconds)} on ${threads} threads, from ${sampleCount} jobs that were timed`,
  );
  console.log(`  disk: about ${describeBytes(estimatedBytes)}, tables included`);
}

function withStudy(file: string, options: SweepOptions): Promise<void> | void {
  const { engine } = options;
  if (engine !== "local" && engine !== "slurm") {
    throw new UsageError(
      `--engine must be local or slurm, got ${shown(engine)}. Leave it out to run jobs on this machine.`,
    );
  }
  const shard = options.shard === undefined ? WHOLE : parseShard(options.shard);
  waitSecondsOf(options);
  if (options.dryRun) return dryRun(readStudy(file), shard, options);
  if (options.out === undefined) {
    throw new UsageError("--out <folder> is needed: the folder of the study, which keeps every finished job.");
  }
  if (engine === "slurm") return submitSweep(options.out, readStudy(file), options);
  return run(file, readStudy(file), shard, options);
}

function sweep(file: string | undefined, options: SweepOptions, command: Command): Promise<void> | void {
  const queries = [options.schema ? "" : undefined, options.status, options.collect, options.cancel, file].filter(
    (x) => x !== undefined,
  );
  if (queries.length !== 1) {
    throw new UsageError(
      `one of STUDY.yaml, --status DIR, --collect DIR, --cancel DIR and --schema is needed, got ${queries.length} of them.`,
    );
  }
  // A flag with a default is there whether it was typed or not.
  const typed = Object.keys(options).filter((key) => command.getOptionValueSource(key) === "cli");
  checkFlagsOfMode(typed, options.engine);
  if (options.schema) return printSchema();
  if (options.status !== undefined) return printStatus(options.status, options.json ?? false);
  if (options.cancel !== undefined) return cancelSweep(options.cancel, options.json ?? false);
  if (options.collect !== undefined) return collectTables(options.collect, options);
  return withStudy(file!, options);
}

/** `syncache sweep` */
export function sweepCommand(): Command {
  const command = new Command("sweep")
    .argument("[study]", "the study's YAML file")
    .optionsGroup(headings.task)
    .option("--shard <i/n>", "run the i-th of n parts only, i from 1")
    .option("--dry-run", "print the number of jobs, and about how much time and disk they take")
    .option("--recompute-old", "run jobs again that another version of the program has recorded")
    .option("--status <folder>", "how far the study in a folder is")
    .option("--collect <folder>", "write results and their summary as CSV and Parquet, and curves where there are any")
    .addOption(new RepeatableOption("--baseline <key=value>", baselineHelp))
    .option("--schema", "print the JSON Schema of a study's file")
    .optionsGroup(headings.run)
    // The choices are refused in words of our own, which say more than commander's.
    .option("--engine <engine>", "where jobs run: local or slurm", "local")
    .addOption(waitFlag("another process on the same part"))
    .option("--fail-fast", "stop at the first job that ends with an error");
  return addSlurmFlags(addJobsFlag(command))
    .optionsGroup(headings.output)
    .option(
      "--out <folder>",
      "the folder of the study; the same command goes on where it ended. With --collect: of the tables",
    )
    .option("--json", "print one JSON document and nothing else")
    .action(sweep);
}
