import { Command } from "commander";
import type { DataHashes } from "../jobs/index.js";
import { type MlpParameters, type MlpResult, type MlpRun, mlpSchema, simulateMlp } from "../mlp/index.js";
import { prepareOutputFolder } from "../node/output-folder.js";
import { readOwnDigits } from "../node/own-data.js";
import { runInParallel } from "../node/parallel-runs.js";
import { formatNumber } from "../report/format.js";
import { createResult, toJson, toRow } from "../schema/result.js";
import type { DigitTask } from "../tasks/index.js";
import { addFlags, parseFlags } from "./options.js";
import { addOutputFlags, checkSeeds, type OutputOptions, threadsOf, warnOfUnconverged, writeResult } from "./output.js";
import { startProgress } from "./progress.js";
import { formatTable } from "./table.js";

function print({ parameters, runs }: MlpResult): void {
  const { dataset, hiddenCount, gradient, policy, threshold, decayTime, maintenanceCost } = parameters;
  console.log(
    `Multilayer network: ${dataset}, ${hiddenCount} hidden units, ${gradient} gradient, policy ${policy}, ` +
      `threshold ${formatNumber(threshold)}, decay time ${formatNumber(decayTime)} patterns, ` +
      `maintenance cost ${formatNumber(maintenanceCost)}`,
  );
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
    console.log(formatTable(curve.map(toRow), headings));
  }
  console.log("\nEnergies and thresholds are in weight units. Consolidation includes what is still transient.");
}

/** `syncache mlp` */
export function mlpCommand(): Command {
  const command = new Command("mlp").description("train a network with one hidden layer on MNIST, or on IDX files");
  return addOutputFlags(addFlags(command, mlpSchema)).action(async (typed: OutputOptions & Record<string, unknown>) => {
    const parameters = parseFlags(mlpSchema, typed);
    checkSeeds(parameters);
    const threads = threadsOf(typed);
    // Read before the work starts, so that a data set that cannot be read is refused here.
    const { task, hashes } = readOwnDigits(parameters.dataset);
    if (typed.out !== undefined) prepareOutputFolder(typed.out);

    const runs = parameters.runs === 1 ? runWithProgress(task, parameters) : await runAll(parameters, threads, hashes);
    const result = createResult("mlp", parameters, runs, hashes);
    warnOfUnconverged(result, "They did not reach --target-accuracy; raise --max-patterns.");
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    if (typed.json) console.log(toJson(result));
    else print(result);
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
