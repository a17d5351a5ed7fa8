import { dirname } from "node:path";
import { Command } from "commander";
import { prepareOutputFolder, writeFileAtomically } from "../node/output-folder.js";
import { runInParallel } from "../node/parallel-runs.js";
import { formatCsv } from "../report/csv.js";
import { formatNumber } from "../report/format.js";
import { createResult, toJson, toRow } from "../schema/result.js";
import type { Row } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { type SpikingResult, spikingSchema, traceAfterLearning } from "../spiking/index.js";
import { addFlags, parseFlags } from "./options.js";
import { addOutputFlags, checkSeeds, type OutputOptions, threadsOf, warnOfUnconverged, writeResult } from "./output.js";
import { startProgress } from "./progress.js";
import { formatTable } from "./table.js";
import { spikingAdvice } from "./unconverged-advice.js";

interface Typed extends OutputOptions, Record<string, unknown> {
  trace?: string;
}

const NANO = 1e9;

/** Energies of a run in nS, which people read more easily. */
function inNanosiemens(run: Row): Row {
  const isEnergy = (key: string): boolean => /energy$/i.test(key);
  const scaled = Object.entries(run).map(([key, cell]) => [key, isEnergy(key) ? (cell as number) * NANO : cell]);
  return Object.fromEntries(scaled) as Row;
}

function print({ parameters, runs, summary }: SpikingResult): void {
  const { patternCount, policy, threshold, decayTime, maintenanceCost } = parameters;
  console.log(
    `Spiking network: ${patternCount} patterns, policy ${policy}, threshold ${formatNumber(threshold * NANO)} nS, ` +
      `decay time ${formatNumber(decayTime)} presentations, maintenance cost ${formatNumber(maintenanceCost)}\n`,
  );
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
  console.log(formatTable(runs.map(toRow).map(inNanosiemens), headings));
  if (runs.length > 1) {
    const { energy, minimalEnergy } = inNanosiemens(summary.mean);
    console.log(
      `\nMean of ${summary.convergedCount} converged runs: energy ${formatNumber(energy as number | null)}, ` +
        `minimum ${formatNumber(minimalEnergy as number | null)}`,
    );
  }
  console.log(
    "\nEnergies are in nS of conductance changed, up to the start of the passes in which weights were stable.",
  );
}

/** Refuses a file that cannot be written before the work starts. */
function prepareTraceFile(path: string): void {
  if (path === "") throw new UsageError('--trace must be the path of a file, got "". Give a path.');
  prepareOutputFolder(dirname(path));
}

/** `syncache spiking` */
export function spikingCommand(): Command {
  const command = new Command("spiking").description("teach a spiking neuron audio-visual patterns");
  addFlags(command, spikingSchema).option(
    "--trace <file>",
    "write a CSV of one presentation after the first run: membrane potential (V), spike counts and weights (S), a row a step of 0.1 ms",
  );
  return addOutputFlags(command).action(async (typed: Typed) => {
    const parameters = parseFlags(spikingSchema, typed);
    checkSeeds(parameters);
    const threads = threadsOf(typed);
    if (typed.out !== undefined) prepareOutputFolder(typed.out);
    if (typed.trace !== undefined) prepareTraceFile(typed.trace);

    const progress = startProgress("runs", parameters.runs);
    const runs = await runInParallel({ kind: "spiking", parameters }, threads, () => progress.advance(1));
    progress.stop();

    const result = createResult("spiking", parameters, runs);
    warnOfUnconverged(result, spikingAdvice(parameters));
    const files = typed.out === undefined ? [] : writeResult(typed.out, result);
    if (typed.trace !== undefined) {
      writeFileAtomically(typed.trace, formatCsv(traceAfterLearning(parameters)));
      files.push(typed.trace);
    }
    if (typed.json) console.log(toJson(result));
    else print(result);
    for (const file of files) console.error(`wrote ${file}`);
  });
}
