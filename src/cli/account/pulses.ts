import { accountSchema } from "../../account/parameters.js";
import { type PulseDocument, pulseDocument } from "../../account/pulses.js";
import { deviceNamed, type PulseCosts, pulseCosts } from "../../devices/index.js";
import { prepareOutputFolder } from "../../node/files/output-folder.js";
import { fileSource } from "../../node/sources/file-source.js";
import { formatExact, formatNumber } from "../../report/format.js";
import { printable } from "../../schema/printable.js";
import { toJson } from "../../schema/result.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { readPulses } from "../../sources/pulses.js";
import { told, trainingsText } from "../devices/costs-text.js";
import { weightBitsOf } from "../devices/read-devices.js";
import { flagOf } from "../flag-words.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";
import { histogramText } from "../printing/write-text.js";
import type { TypedAccount } from "./request.js";

const DECIDED = "the writes have been made, and nothing is left to decide or to estimate";
const WHOLE = "every number of the array is that of one synapse";
const UNSEEN = "counts tell neither how large a change was nor how long it took";

/** Why flags have no meaning beside counts; those of the schema have none either. */
const without: Partial<Record<keyof TypedAccount, string>> = {
  ...{ axis: WHOLE, select: WHOLE, neurons: WHOLE, neuronAxis: WHOLE, step: WHOLE, initial: WHOLE },
  ...{ shard: WHOLE, merge: WHOLE },
  ...{ volatileDevice: UNSEEN, stepSeconds: UNSEEN, weightRange: UNSEEN },
};

/** @throws UsageError for a source, and for flags that have no meaning beside counts */
function checkAlone(sources: readonly string[], typed: TypedAccount): void {
  if (sources.length > 0) {
    throw new UsageError(
      `--pulses takes the place of weights, but ${shown(sources[0]!)} was given too. Give one of the two.`,
    );
  }
  for (const key of [...Object.keys(accountSchema.shape), ...Object.keys(without)]) {
    if (typed[key] === undefined) continue;
    throw new UsageError(`${flagOf(key)} must be left out with --pulses: ${without[key as "axis"] ?? DECIDED}.`);
  }
  if (typed.weightBits === undefined || typed.persistentDevice !== undefined) return;
  throw new UsageError("--weight-bits needs --persistent-device beside it, the cell that holds the bits. Name one.");
}

function costsIn(typed: TypedAccount, { runs: [run] }: PulseDocument): Pick<PulseDocument, "devices"> {
  const { persistentDevice: name } = typed;
  if (name === undefined) return {};
  const device = deviceNamed(name, flagOf("persistentDevice"), "persistent");
  return { devices: [pulseCosts(run, device, weightBitsOf(typed))] };
}

/** Joules and lifetime for a person. */
function printCosts(costs: PulseCosts, { largestWriteCount }: PulseDocument["runs"][0]): void {
  const { persistentDevice: name, weightBits, persistentWriteJoule, trainingCount } = costs;
  const isInProportion = deviceNamed(name).writeEnergy?.per === "full range";
  const joules = isInProportion
    ? "not known: its energy is in proportion to the change, which counts do not tell"
    : told(persistentWriteJoule, "J");
  console.log(`\n${name} (${weightBits} bits a weight in cells of one bit):`);
  console.log(`  writing ${name}: ${joules}`);
  console.log(`  lifetime of the cell with the most writes: ${trainingsText(trainingCount, largestWriteCount > 0)}`);
}

function print({ source, runs: [run], devices }: PulseDocument): void {
  console.log(`${wrap(`Account of ${printable(source.description)}`)}\n`);
  const { writeCount, meanWriteCount, largestWriteCount, synapseCount } = run;
  const rows = [
    { what: "writes", value: formatExact(writeCount) },
    { what: "  a synapse", value: formatNumber(meanWriteCount) },
    { what: "  of one synapse, at most", value: formatExact(largestWriteCount) },
    { what: "synapses", value: formatExact(synapseCount) },
  ];
  console.log(formatTable(rows, { what: "", value: "" }, { width: lineWidth() }).replace(/^\s*\n/, ""));
  console.log(`\n${wrap(`Synapses by their writes: ${histogramText(run)}.`)}`);
  if (devices !== undefined) printCosts(devices[0], run);
}

/**
 * What writes come to that were counted elsewhere.
 *
 * @throws UsageError for what is no file of counts, and for flags that have no meaning here
 */
export async function accountOfPulses(sources: readonly string[], typed: TypedAccount): Promise<void> {
  checkAlone(sources, typed);
  const { json, out } = typed;
  if (out !== undefined) prepareOutputFolder(out);
  const pulses = await readPulses(fileSource(typed.pulses!));
  const counted = pulseDocument(pulses);
  const document = { ...counted, ...costsIn(typed, counted) };
  if (json) console.log(toJson(document));
  else print(document);
  if (out === undefined) return;
  const { writePulses } = await import("./write.js");
  for (const file of await writePulses(out, document, pulses.counts)) console.error(`wrote ${file}`);
}
