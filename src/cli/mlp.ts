import { Command } from "commander";
import { type MlpParameters, type MlpResult, type MlpRun, mlpSchema, simulateMlp } from "../mlp/index.js";
import { MAXIMUM_PATTERNS } from "../mlp/parameters.js";
import { runInParallel } from "../node/parallel-runs.js";
import { readDigits } from "../node/read-digits.js";
import { formatExact } from "../report/format.js";
import { createResult, toJson, toRow } from "../schema/result.js";
import { shownPath } from "../schema/shown.js";
import { addFlags, parseFlags } from "./options.js";
import {
  addOutputFlags,
  checkSeeds,
  type OutputOptions,
  prepareResultFolder,
  threadsOf,
  warnOfUnconverged,
  writeResult,
} from "./output.js";
import { startProgress } from "./progress.js";
import { describeOthers, withEveryPart } from "./run-text.js";
import { formatTable } from "./table.js";
import { lineWidth, wrap } from "./terminal.js";

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

/** Of runs that ended without the accuracy they were to reach. */
function remedyOf({ maxPatterns }: MlpParameters): string {
  const more = maxPatterns < MAXIMUM_PATTERNS ? "raise --max-patterns, or " : "";
  return `They did not reach --target-accuracy; ${more}lower --target-accuracy.`;
}

/** `syncache mlp` */
export function mlpCommand(): Command {
  const command = new Command("mlp").description("train a network with one hidden layer on MNIST, or on IDX files");
  return addOutputFlags(addFlags(command, mlpSchema)).action(async (typed: OutputOptions & Record<string, unknown>) => {
    const parameters = parseFlags(mlpSchema, typed);
    checkSeeds(parameters);
    const threads = threadsOf(typed);
    if (typed.out !== undefined) prepareResultFolder(typed.out, "mlp");

    const runs = parameters.runs === 1 ? runWithProgress(parameters) : await runAll(parameters, threads);
    const result = createResult("mlp", parameters, runs);
    warnOfUnconverged(result, remedyOf(parameters));
    // Printed first: should writing fail, the result is not lost.
    if (typed.json) console.log(toJson(result));
    else print(result);
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    for (const file of files) console.error(`wrote ${file}`);
  });
}

/** A single run takes a while; its progress is counted in patterns. */
function runWithProgress(parameters: MlpParameters): MlpRun[] {
  const task = readDigits(parameters.dataset);
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

async function runAll(parameters: MlpParameters, threads: number): Promise<MlpRun[]> {
  // Read once before the work starts, so that a data set that cannot be read is refused here.
  readDigits(parameters.dataset);
  const progress = startProgress("runs", parameters.runs);
  const runs = await runInParallel({ kind: "mlp", parameters }, threads, () => progress.advance(1));
  progress.stop();
  return runs;
}
