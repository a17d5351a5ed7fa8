import { hasThreshold } from "../../account/account.js";
import type { AccountDocument, AccountSource } from "../../account/document.js";
import { accountSchema } from "../../account/parameters.js";
import { stepsText } from "../../account/remarks.js";
import { periodOf } from "../../caching/self-tuning/moving-cache.js";
import { formatExact, formatNumber } from "../../report/format.js";
import { printable } from "../../schema/printable.js";
import type { Cell } from "../../schema/row.js";
import { describeOthers } from "../printing/run-text.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";

/** What is told of an account, in the order of the table. */
const told: Record<string, string> = {
  energy: "energy",
  consolidationEnergy: "  consolidation",
  maintenanceEnergy: "  maintenance",
  changeEnergy: "  change of s",
  persistentMaintenanceEnergy: "  persistent maintenance",
  writeEnergy: "  writes",
  eventEnergy: "  consolidations, each",
  minimalEnergy: "minimal energy",
  inefficiency: "inefficiency",
  offlineOptimum: "offline optimum",
  regret: "regret",
  foundThreshold: "threshold found",
  writeCount: "writes",
  writesPerSynapse: "  a synapse",
  largestWriteCount: "  of one synapse, at most",
  stepCount: "time steps",
  stepsBetween: "  of training, each",
  synapseCount: "synapses",
  sampledCount: "synapses played",
};

/** Parts of the energy that stand only where they are not 0. */
const rare = ["changeEnergy", "persistentMaintenanceEnergy"];

const betweenText = ({ stepsBetween }: AccountSource): string => (stepsBetween ? stepsText(stepsBetween) : "not known");

function textOf(value: Cell): string {
  if (typeof value === "string") return value;
  if (typeof value !== "number") return "undefined";
  return Number.isInteger(value) ? formatExact(value) : formatNumber(value);
}

/** Prints an account for a person: a line a number, with its interval where it is estimated. */
export function printAccount({ parameters, source, runs: [run], part }: AccountDocument): void {
  const { policy, threshold } = parameters;
  const thresholdText = `, threshold ${typeof threshold === "number" ? formatExact(threshold) : threshold}`;
  const clockText = policy === "clock" ? `, every ${formatExact(periodOf(parameters))} time steps` : "";
  const at = hasThreshold(policy) ? thresholdText : clockText;
  const said = ["policy", "threshold", "offlineOptimum", ...(policy === "clock" ? ["period"] : [])];
  const others = describeOthers(accountSchema, parameters, said);
  const of = part === undefined ? "" : `, part ${part.index} of ${part.count}`;
  console.log(`${wrap(`Account of ${printable(source.description)}: policy ${policy}${at}${others}${of}`)}\n`);
  const values: Record<string, unknown> = {
    ...run,
    writesPerSynapse: run.writeCount / run.synapseCount,
    stepsBetween: source.checkpoints ? betweenText(source) : undefined,
  };
  const intervals: Readonly<Record<string, readonly [number, number]>> = run.intervals ?? {};
  const rows = Object.entries(told).flatMap(([key, what]) => {
    const value = values[key] as Cell | undefined;
    if (value === undefined || (rare.includes(key) && value === 0)) return [];
    const interval = intervals[key];
    const range = interval === undefined ? "" : interval.map((end) => formatNumber(end)).join(" … ");
    return [{ what, value: textOf(value), interval: range }];
  });
  const headings = { what: "", value: "", ...(run.intervals === undefined ? {} : { interval: "95 % confidence" }) };
  console.log(formatTable(rows, headings, { width: lineWidth() }).replace(/^\s*\n/, ""));
  const units =
    "Energies are in units of weight; a write is one change of a persistent weight, the final consolidation included.";
  console.log(`\n${wrap(units)}`);
}
