import { Command } from "commander";
import { type MlpParameters, type MlpResult, type MlpRun, mlpSchema, simulateMlp } from "../mlp/index.js";
import { prepareOutputFolder } from "../node/output-folder.js";
import { runInParallel } from "../node/parallel-runs.js";
import { readDigits } from "../node/read-digits.js";
import { formatNumber } from "../report/format.js";
import { createResult, toJson, toRow } from "../schema/result.js";
import { addFlags, parseFlags } from "./options.js";
import { addOutputFlags, checkSeeds, type OutputOptions, threadsOf, warnOfUnconverged, writeResult } from "./output.js";
import { startProgress } from "./progress.js";
import { formatTable } from "./table.js";
import { mlpAdvice } from "./unconverged-advice.js";

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
    if (typed.out !== undefined) prepareOutputFolder(typed.out);

    const runs = parameters.runs === 1 ? runWithProgress(parameters) : await runAll(parameters, threads);
    const result = createResult("mlp", parameters, runs);
    warnOfUnconverged(result, mlpAdvice(parameters));
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    if (typed.json) console.log(toJson(result));
    else print(result);
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
