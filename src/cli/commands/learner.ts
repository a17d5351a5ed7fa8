import { freemem } from "node:os";
import { Command } from "commander";
import { pricesOf } from "../../caching/energies.js";
import { pricedRun } from "../../caching/priced.js";
import type { CountedRun, Learner } from "../../learner/learner.js";
import { runInParallel } from "../../node/workers/parallel-runs.js";
import { createResult, type Run, toJson } from "../../schema/result.js";
import { askedCounts } from "../devices/asked-counts.js";
import { checkChargesMagnitude } from "../devices/charges-magnitude.js";
import { addDeviceFlags } from "../devices/device-flags.js";
import { addTableFlags, askedTables } from "../extra-tables.js";
import { inFlagWords } from "../flag-words.js";
import { addDataFlags, type LearnedData, type RunParameters, readLearnedData } from "../learned-data.js";
import { addFlags, parseFlags } from "../options.js";
import { addOutputFlags, checkSeeds, type OutputOptions, threadsOf, warnOfUnconverged } from "../printing/output.js";
import { startProgress } from "../printing/progress.js";
import { printResult } from "../printing/run-table.js";
import { addWritesFlag } from "../writes-flag.js";

type Typed = OutputOptions & { writes?: string } & Record<string, unknown>;

/** Memory of a run from which on it is announced. */
const WORTH_SAYING = 0.5e9;

/** As many threads as the free memory holds runs for. */
const threadsWithin = (threads: number, bytesPerRun: number): number =>
  Math.max(1, Math.min(threads, Math.floor((0.8 * freemem()) / Math.max(bytesPerRun, 1))));

/** Says before the work starts what a person may want to know of it; returns the bytes of a run. */
function announce(learner: Learner, { parameters, own }: LearnedData): number {
  const bytes = learner.memory?.(parameters as never, own) ?? 0;
  if (bytes >= WORTH_SAYING) console.error(`syncache: each run needs about ${(bytes / 1e9).toFixed(1)} GB of memory.`);
  if (own && parameters.runs > 1) {
    console.error("syncache: own patterns leave nothing to chance, so that all runs are the same.");
  }
  const remark = learner.remark?.(parameters as never, own);
  if (remark !== undefined) console.error(`syncache: ${inFlagWords(remark)}`);
  return bytes;
}

/** A single run that takes a while and can tell how far it is. */
function runWithProgress(
  learner: Learner,
  { parameters, task }: LearnedData,
  onCounted: (run: CountedRun) => void,
): Run[] {
  const { unit, total } = learner.progress!;
  const progress = startProgress(unit, total(parameters as never));
  let done = 0;
  const run = learner.run(parameters as never, task as never, (now) => {
    progress.advance(now - done);
    done = now;
  });
  progress.stop();
  onCounted(run);
  return [pricedRun(run, pricesOf(parameters))];
}

async function runAll(
  learner: Learner,
  learned: LearnedData,
  threads: number,
  onCounted: (run: CountedRun) => void,
): Promise<Run[]> {
  const progress = startProgress("runs", learned.parameters.runs);
  const runs = await runInParallel(learner, learned, threads, () => progress.advance(1), onCounted);
  progress.stop();
  return runs;
}

async function learn(learner: Learner, typed: Typed): Promise<void> {
  const asked = await askedCounts(typed);
  const typedParameters = parseFlags(learner.schema, asked.typed) as RunParameters;
  checkSeeds(typedParameters);
  if (asked.devices !== undefined) checkChargesMagnitude(typedParameters);
  const threads = threadsOf(typed);
  const learned = await readLearnedData(learner, typed, typedParameters);
  const files = { folder: typed.out, tables: askedTables(learner, typed) };
  // Loaded where there is something to write.
  const writer =
    files.folder === undefined && files.tables.length === 0 ? undefined : await import("../result-files.js");
  writer?.prepareFiles(learner.name, files);
  const writesFile = typed.writes === undefined ? undefined : await import("../writes-file.js");
  writesFile?.prepareWrites(typed.writes!);

  const { parameters, stated, hashes, own } = learned;
  const bytes = announce(learner, learned);
  const counted: CountedRun[] = [];
  const onCounted = (run: CountedRun) => void counted.push(run);
  const threadCount = threadsWithin(threads, bytes);
  const runs =
    parameters.runs === 1 && learner.progress !== undefined
      ? runWithProgress(learner, learned, onCounted)
      : await runAll(learner, learned, threadCount, onCounted);

  const costs = await asked.costsOf(learner, learned, { runs: counted, threads: threadCount });
  const result = { ...createResult(learner.name, stated, runs, hashes), ...costs.document };
  warnOfUnconverged(result, inFlagWords(learner.advice(parameters as never, own)));
  // Printed first: should writing fail, the result is not lost.
  if (typed.json) console.log(toJson(result));
  else printResult(learner, result);
  if (!typed.json) for (const line of costs.lines) console.log(line);
  for (const file of writesFile?.writeWrites(typed.writes!, counted) ?? []) console.error(`wrote ${file}`);
  for (const file of writer?.writeFiles(files, result, parameters) ?? []) console.error(`wrote ${file}`);
}

/** `syncache LEARNER`: the command of any learner. */
export function learnerCommand(learner: Learner): Command {
  const command = addFlags(new Command(learner.name), learner.schema);
  addDataFlags(command, learner);
  addTableFlags(command, learner);
  addDeviceFlags(command);
  addWritesFlag(command);
  return addOutputFlags(command).action((typed: Typed) => learn(learner, typed));
}
