import { dirname } from "node:path";
import { Command } from "commander";
import { prepareOutputFolder, writeFileAtomically } from "../../node/files/output-folder.js";
import { runInParallel } from "../../node/workers/parallel-runs.js";
import { formatCsv } from "../../report/csv.js";
import { formatColumn, formatExact } from "../../report/format.js";
import { createResult, toJson, toRow } from "../../schema/result.js";
import type { Row } from "../../schema/row.js";
import { UsageError } from "../../schema/usage-error.js";
import { type SpikingResult, spikingSchema, traceAfterLearning } from "../../spiking/index.js";
import { addFlags, parseFlags } from "../options.js";
import {
  addOutputFlags,
  checkSeeds,
  type OutputOptions,
  prepareResultFolder,
  refuseFolderAt,
  threadsOf,
  warnOfUnconverged,
  writeResult,
} from "../printing/output.js";
import { startProgress } from "../printing/progress.js";
import { describeOthers, runForms, withEveryPart } from "../printing/run-text.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";
import { spikingAdvice } from "../printing/unconverged-advice.js";

interface Typed extends OutputOptions, Record<string, unknown> {
  trace?: string;
}

const NANO = 1e9;

/** Energies of a run in nS, which people read more easily. */
function inNanosiemens(run: Row): Row {
  const scaled = Object.entries(run).map(([key, cell]) => {
    return [key, /energy$/i.test(key) && typeof cell === "number" ? cell * NANO : cell];
  });
  return Object.fromEntries(scaled) as Row;
}

/** What the line above the table tells, and what the table itself does. */
const told = ["patternCount", "policy", "threshold", "decayTime", "maintenanceCost", "seed", "runs"];

/** Fifteen digits are all that were typed; the sixteenth is the rounding of the product. */
const toNanosiemens = (siemens: number): number => Number((siemens * NANO).toPrecision(15));

function print({ parameters, runs, summary }: SpikingResult): void {
  const { patternCount, policy, threshold, decayTime, maintenanceCost } = parameters;
  const line =
    `Spiking network: ${patternCount} patterns, policy ${policy}, threshold ${formatExact(toNanosiemens(threshold))} nS, ` +
    `decay time ${formatExact(decayTime)} presentations, maintenance cost ${formatExact(maintenanceCost)}` +
    describeOthers(spikingSchema, parameters, told);
  console.log(`${wrap(line)}\n`);
  const headings = {
    seed: "seed",
    converged: "converged",
    separated: "separated",
    epochCount: "passes",
    presentationCount: "presentations",
    energy: "energy",
    consolidationEnergy: "consolidation",
    maintenanceEnergy: "maintenance",
    minimalEnergy: "minimum",
    inefficiency: "energy/minimum",
  };
  const rows = runs.map(toRow).map(inNanosiemens);
  console.log(formatTable(rows, withEveryPart(headings, rows), { forms: runForms, width: lineWidth() }));
  if (runs.length > 1) {
    const { energy, minimalEnergy } = inNanosiemens(summary.mean);
    const [mean, minimum] = formatColumn([energy as number | null, minimalEnergy as number | null]);
    console.log(`\nMean of ${summary.convergedCount} converged runs: energy ${mean}, minimum ${minimum}`);
  }
  const units =
    "Energies are in nS of conductance changed, up to the start of the passes in which weights were stable.";
  console.log(`\n${wrap(units)}`);
}

/** Refuses a file that cannot be written before the work starts. */
function prepareTraceFile(path: string): void {
  if (path === "") throw new UsageError('--trace must be the path of a file, got "". Give a path.');
  refuseFolderAt(path);
  prepareOutputFolder(dirname(path));
}

/** `syncache spiking` */
export function spikingCommand(): Command {
  const command = new Command("spiking");
  addFlags(command, spikingSchema).option(
    "--trace <file>",
    "write a CSV of one presentation after the first run: membrane potential (V), spike counts and weights (S), a row a step of 0.1 ms",
  );
  return addOutputFlags(command).action(async (typed: Typed) => {
    const parameters = parseFlags(spikingSchema, typed);
    checkSeeds(parameters);
    const threads = threadsOf(typed);
    if (typed.out !== undefined) prepareResultFolder(typed.out, "spiking");
    if (typed.trace !== undefined) prepareTraceFile(typed.trace);

    const progress = startProgress("runs", parameters.runs);
    const runs = await runInParallel({ kind: "spiking", parameters }, threads, () => progress.advance(1));
    progress.stop();

    const result = createResult("spiking", parameters, runs);
    warnOfUnconverged(result, spikingAdvice(parameters));
    // Printed first: should writing fail, the result is not lost.
    if (typed.json) console.log(toJson(result));
    else print(result);
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    if (typed.trace !== undefined) {
      writeFileAtomically(typed.trace, formatCsv(traceAfterLearning(parameters)));
      files.push(typed.trace);
    }
    for (const file of files) console.error(`wrote ${file}`);
  });
}
