import { Command } from "commander";
import type { DataHashes } from "../../jobs/index.js";
import { type MlpParameters, type MlpResult, type MlpRun, mlpSchema, simulateMlp } from "../../mlp/index.js";
import { readOwnDigits } from "../../node/data/own-data.js";
import { runInParallel } from "../../node/workers/parallel-runs.js";
import { formatExact } from "../../report/format.js";
import { createResult, toJson, toRow } from "../../schema/result.js";
import { shownPath } from "../../schema/shown.js";
import type { DigitTask } from "../../tasks/index.js";
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
import { describeOthers, withEveryPart } from "../printing/run-text.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";
import { mlpAdvice } from "../printing/unconverged-advice.js";

/** What the line above the tables tells, and what the tables themselves do. */
const told = "dataset hiddenCount gradient policy threshold decayTime maintenanceCost seed runs".split(" ");

function print({ parameters, runs }: MlpResult): void {
  const { dataset, hiddenCount, gradient, policy, threshold, decayTime, maintenanceCost, targetAccuracy } = parameters;
  // Without a target the last row of a table is that of all patterns.
  const others = describeOthers(mlpSchema, parameters, targetAccuracy === null ? [...told, "maxPatterns"] : told);
  const line =
    `Multilayer network: ${shownPath(dataset)}, ${hiddenCount} hidden units, ${gradient} gradient, policy ${policy}, ` +
    `threshold ${formatExact(threshold)}, decay time ${formatExact(decayTime)} patterns, ` +
    `maintenance cost ${formatExact(maintenanceCost)}${others}`;
  console.log(wrap(line));
  for (const { seed, curve } of runs) {
    console.log(`\nSeed ${seed}:`);
    const headings = {
      patternCount: "patterns",
      accuracy: "accuracy",
      energy: "energy",
      consolidationEnergy: "consolidation",
      maintenanceEnergy: "maintenance",
      minimalEnergy: "minimum",
      inefficiency: "energy/minimum",
    };
    const rows = curve.map(toRow);
    console.log(formatTable(rows, withEveryPart(headings, rows), { width: lineWidth() }));
  }
  console.log(
    `\n${wrap("Energies and thresholds are in weight units. Consolidation includes what is still transient.")}`,
  );
}

/** `syncache mlp` */
export function mlpCommand(): Command {
  const command = new Command("mlp");
  return addOutputFlags(addFlags(command, mlpSchema)).action(async (typed: OutputOptions & Record<string, unknown>) => {
    const parameters = parseFlags(mlpSchema, typed);
    checkSeeds(parameters);
    const threads = threadsOf(typed);
    // Read before the work starts, so that a data set that cannot be read is refused here.
    const { task, hashes } = readOwnDigits(parameters.dataset);
    if (typed.out !== undefined) prepareResultFolder(typed.out, "mlp");

    const runs = parameters.runs === 1 ? runWithProgress(task, parameters) : await runAll(parameters, threads, hashes);
    const result = createResult("mlp", parameters, runs, hashes);
    warnOfUnconverged(result, mlpAdvice(parameters));
    // Printed first: should writing fail, the result is not lost.
    if (typed.json) console.log(toJson(result));
    else print(result);
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    for (const file of files) console.error(`wrote ${file}`);
  });
}

/** A single run takes a while; its progress is counted in patterns. */
function runWithProgress(task: DigitTask, parameters: MlpParameters): MlpRun[] {
  const progress = startProgress("patterns", parameters.maxPatterns);
  let seen = 0;
  const { runs } = simulateMlp(task, parameters, {
    onEvaluation({ patternCount }) {
      progress.advance(patternCount - seen);
      seen = patternCount;
    },
  });
  progress.stop();
  return runs;
}

/** The threads read the data again, and hold them to the hashes. */
async function runAll(parameters: MlpParameters, threads: number, hashes?: DataHashes): Promise<MlpRun[]> {
  const progress = startProgress("runs", parameters.runs);
  const job = { kind: "mlp" as const, parameters, ...(hashes === undefined ? {} : { dataSha256: hashes }) };
  const runs = await runInParallel(job, threads, () => progress.advance(1));
  progress.stop();
  return runs;
}
