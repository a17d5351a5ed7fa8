import { freemem } from "node:os";
import { Command } from "commander";
import type { PatternFiles } from "../../jobs/index.js";
import { readOwnPatterns } from "../../node/data/own-data.js";
import { runInParallel } from "../../node/workers/parallel-runs.js";
import { type PerceptronParameters, type PerceptronResult, perceptronSchema } from "../../perceptron/index.js";
import { checkFastEngineBytes, fastEngineBytes } from "../../perceptron/memory.js";
import { formatColumn, formatExact } from "../../report/format.js";
import { createResult, toJson, toRow } from "../../schema/result.js";
import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { addFlags, parseFlags } from "../options.js";
import {
  addOutputFlags,
  checkSeeds,
  type OutputOptions,
  prepareResultFolder,
  threadsOf,
  warnOfUnconverged,
  writeResult,
} from "../printing/output.js";
import { startProgress } from "../printing/progress.js";
import { describeOthers, energyUnit, runForms, withEveryPart } from "../printing/run-text.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";
import { perceptronAdvice } from "../printing/unconverged-advice.js";

interface Typed extends OutputOptions, Record<string, unknown> {
  patternsFile?: string;
  targetsFile?: string;
  keepFirstColumn?: boolean;
}

/** Memory of a run from which on it is announced. */
const WORTH_SAYING = 0.5e9;

/** As many threads as the free memory holds runs for. */
const threadsWithin = (threads: number, bytesPerRun: number): number =>
  Math.max(1, Math.min(threads, Math.floor((0.8 * freemem()) / Math.max(bytesPerRun, 1))));

/** Own data, where both files are named. */
function ownFiles({ patternsFile, targetsFile, keepFirstColumn }: Typed): PatternFiles | undefined {
  if (patternsFile === undefined && targetsFile === undefined) {
    if (!keepFirstColumn) return undefined;
    throw new UsageError("--keep-first-column is about own data, and needs --patterns-file. Leave it out without one.");
  }
  if (patternsFile === undefined || targetsFile === undefined) {
    const [given, missing] = patternsFile === undefined ? ["targets", "patterns"] : ["patterns", "targets"];
    throw new UsageError(`--${given}-file needs --${missing}-file beside it; only one of the two was given.`);
  }
  for (const [flag, path] of Object.entries({ "--patterns-file": patternsFile, "--targets-file": targetsFile })) {
    if (path === "") throw new UsageError(`${flag} must be the path of a .npy or text file, got "". Give a path.`);
  }
  return { patterns: patternsFile, targets: targetsFile, ...(keepFirstColumn ? { keepFirstColumn } : {}) };
}

const filesOf = ({ patterns, targets, ...options }: PatternFiles) => ({
  patternsFile: patterns,
  targetsFile: targets,
  ...options,
});

type Sizes = Pick<PerceptronParameters, "inputCount" | "patternCount">;

/** Sizes that are typed beside own data must be those of the files. */
function checkSizes(typed: Typed, parameters: Sizes, task: Sizes): void {
  for (const [key, flag, what] of [
    ["inputCount", "--input-count", "columns"],
    ["patternCount", "--pattern-count", "rows"],
  ] as const) {
    if (typed[key] !== undefined && parameters[key] !== task[key]) {
      throw new UsageError(
        `${flag} must be ${task[key]}, the ${what} of ${shownPath(typed.patternsFile!)}, got ${parameters[key]}. Leave it out.`,
      );
    }
  }
}

/** What the line above the table tells, and what the table itself does. */
const told = ["inputCount", "patternCount", "policy", "decayTime", "maintenanceCost", "threshold", "seed", "runs"];

function print(result: PerceptronResult): void {
  const { parameters, runs, summary } = result;
  const { inputCount, patternCount, policy, decayTime, maintenanceCost, costExponent } = parameters;
  const line =
    `Perceptron: ${inputCount} inputs, ${patternCount} patterns, policy ${policy}, ` +
    `decay time ${formatExact(decayTime)} time steps, maintenance cost ${formatExact(maintenanceCost)}` +
    describeOthers(perceptronSchema, parameters, told);
  console.log(`${wrap(line)}\n`);
  const headings = {
    seed: "seed",
    converged: "converged",
    epochCount: "epochs",
    updateCount: "updates",
    threshold: "threshold",
    energy: "energy",
    consolidationEnergy: "consolidation",
    maintenanceEnergy: "maintenance",
    minimalEnergy: "minimum",
    inefficiency: "energy/minimum",
  };
  // One column for θ, whether it was given or found.
  const rows = runs
    .map(toRow)
    .map(({ foundThreshold, ...row }) => ({ ...row, threshold: foundThreshold ?? row.threshold! }));
  console.log(formatTable(rows, withEveryPart(headings, rows), { forms: runForms, width: lineWidth() }));
  if (runs.length > 1) {
    const { mean, standardDeviation, convergedCount } = summary;
    console.log(`\nMean and standard deviation of ${convergedCount} converged runs:`);
    for (const key of ["epochCount", "updateCount", "energy", "minimalEnergy", "inefficiency"] as const) {
      const [centre, spread] = formatColumn([mean[key] ?? null, standardDeviation[key] ?? null]);
      console.log(`  ${headings[key]}: ${centre} ± ${spread}`);
    }
  }
  console.log(`\n${wrap(unitsOf(costExponent))}`);
}

function unitsOf(costExponent: number): string {
  const step = "one update changes a weight by 1.";
  if (costExponent === 1) return `Energies and thresholds are in weight units; ${step}`;
  return `Energies are in ${energyUnit(costExponent)}, as a persistent change costs |Δl|^α, and thresholds in weight units; ${step}`;
}

/** `syncache perceptron` */
export function perceptronCommand(): Command {
  const command = new Command("perceptron");
  addFlags(command, perceptronSchema)
    .option("--patterns-file <file>", "learn these patterns: P×N numbers in .npy, or as text in .csv, .tsv, .txt, .dat")
    .option("--targets-file <file>", "their targets: P numbers, each +1 or -1")
    .option("--keep-first-column", "learn the first column of a text file also where it counts the rows");
  return addOutputFlags(command).action(async (typed: Typed) => {
    const typedParameters = parseFlags(perceptronSchema, typed);
    checkSeeds(typedParameters);
    const threads = threadsOf(typed);
    const own = ownFiles(typed);
    const read = own === undefined ? undefined : readOwnPatterns(own);
    const task = read?.task ?? typedParameters;
    if (own !== undefined) checkSizes(typed, typedParameters, task);
    if (typed.out !== undefined) prepareResultFolder(typed.out, "perceptron");

    const { inputCount, patternCount } = task;
    const parameters = { ...typedParameters, inputCount, patternCount };
    const bytes = parameters.engine === "fast" ? fastEngineBytes(task, parameters) : 0;
    if (own === undefined) checkFastEngineBytes(bytes, task);
    if (bytes >= WORTH_SAYING)
      console.error(`syncache: each run needs about ${(bytes / 1e9).toFixed(1)} GB of memory.`);
    if (own !== undefined && parameters.runs > 1) {
      console.error("syncache: own patterns leave nothing to chance, so that all runs are the same.");
    }
    // The hashes go with the job: the threads read the files again.
    const data = own === undefined ? {} : { files: own, dataSha256: read!.hashes };
    const job = { kind: "perceptron" as const, parameters, ...data };
    const progress = startProgress("runs", parameters.runs);
    const runs = await runInParallel(job, threadsWithin(threads, bytes), () => progress.advance(1));
    progress.stop();

    const result = createResult(
      "perceptron",
      own === undefined ? parameters : { ...parameters, ...filesOf(own) },
      runs,
      read?.hashes,
    );
    warnOfUnconverged(result, perceptronAdvice(parameters, own !== undefined));
    // Printed first: should writing fail, the result is not lost.
    if (typed.json) console.log(toJson(result));
    else print(result);
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    for (const file of files) console.error(`wrote ${file}`);
  });
}
