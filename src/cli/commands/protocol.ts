import { basename, extname, join } from "node:path";
import { Command } from "commander";
import { prepareOutputFolder, writeFileAtomically } from "../../node/files/output-folder.js";
import {
  gridCharts,
  type Protocol,
  protocolJsonSchema,
  runProtocol,
  synapseCountOf,
  testedRows,
  timeCharts,
} from "../../protocol/index.js";
import { listedNumbers } from "../../protocol/numbers.js";
import { formatCsv } from "../../report/csv.js";
import { loadDrawing } from "../../reproduce/write-figure.js";
import { printable } from "../../schema/printable.js";
import { toJson } from "../../schema/result.js";
import type { Row } from "../../schema/row.js";
import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { schemaVersion, version } from "../../schema/version.js";
import { headings } from "../help/groups.js";
import { formatTable } from "../printing/table.js";
import { lineWidth, wrap } from "../printing/terminal.js";
import { readProtocol } from "../protocol-file.js";

interface Typed {
  synapses?: string;
  schema?: boolean;
  json?: boolean;
  out?: string;
}

/** The synapses that have columns of their own. */
function synapsesOf({ synapses }: Typed, { variants }: Protocol): number[] {
  if (synapses === undefined) return [];
  const count = Math.min(...variants.map(({ neuron }) => synapseCountOf(neuron)));
  const numbers = listedNumbers(synapses.split(","));
  if (numbers?.every((number) => number >= 1 && number <= count)) return [...new Set(numbers)];
  throw new UsageError(
    `--synapses must be numbers from 1 to ${count}, such as 1,4..6, got ${shown(synapses)}. The bias is the last.`,
  );
}

/** What a person reads: a line for every test. */
function print(protocol: Protocol, rows: readonly Row[]): void {
  const { document, variants } = protocol;
  const sets = [...variants[0]!.sets];
  const columns = [
    ...Object.keys(document.grid),
    ...["phase", "timestep"],
    ...sets.flatMap(([name, patterns]) => [
      `${name}.w`,
      `${name}.l`,
      ...(patterns.length > 1 ? [`${name}.errors`] : []),
    ]),
    "energy",
  ];
  const names = Object.fromEntries(columns.map((column) => [column, column === "phase" ? "test" : column]));
  const forms = Object.fromEntries(Object.keys(document.grid).map((key) => [key, "given" as const]));
  console.log(`${wrap(`Protocol: ${printable(protocol.name)}`)}\n`);
  console.log(formatTable(testedRows(protocol, rows), names, { forms, width: lineWidth() }));
  const meaning =
    "A set's w and l are its traces, 1 for a presentation that is kept whole. Energies are in weight units, " +
    "without what is still transient.";
  console.log(`\n${wrap(meaning)}`);
}

async function write(folder: string, file: string, protocol: Protocol, rows: Row[]): Promise<void> {
  const { createDocument, renderChart, renderPng } = await loadDrawing();
  const save = (name: string, content: string | Uint8Array): void => {
    const path = join(folder, `${basename(file, extname(file))}${name}`);
    writeFileAtomically(path, content);
    console.error(`wrote ${path}`);
  };
  save(".csv", formatCsv(rows));
  save(".json", `${toJson(documentOf(protocol, rows))}\n`);
  const charts = protocol.variants.length > 1 ? gridCharts(protocol, rows) : timeCharts(protocol, rows);
  if (charts.length === 0) {
    console.error("syncache: there is no figure, as grid has no name with several numbers to draw against.");
  }
  for (const chart of charts) {
    const svg = renderChart(chart, createDocument());
    save(`-${chart.name}.svg`, svg);
    save(`-${chart.name}.png`, renderPng(svg));
  }
}

const documentOf = ({ document }: Protocol, rows: readonly Row[]) => ({
  schemaVersion,
  version,
  protocol: document,
  rows,
});

async function protocolAction(file: string | undefined, typed: Typed): Promise<void> {
  if ((file === undefined) === (typed.schema !== true)) {
    throw new UsageError(
      "one of PROTOCOL.yaml and --schema is needed. For example examples/protocols/low-energy.yaml.",
    );
  }
  if (file === undefined) {
    console.log(JSON.stringify(protocolJsonSchema(), null, 2));
    return;
  }
  const protocol = readProtocol(file);
  const synapses = synapsesOf(typed, protocol);
  if (typed.out !== undefined) prepareOutputFolder(typed.out);
  const rows = runProtocol(protocol, synapses);
  // Printed first: should writing fail, the result is not lost.
  if (typed.json) console.log(toJson(documentOf(protocol, rows)));
  else print(protocol, rows);
  if (typed.out !== undefined) await write(typed.out, file, protocol, rows);
}

/** `syncache protocol` */
export function protocolCommand(): Command {
  return new Command("protocol")
    .argument("[protocol]", "the protocol's YAML file")
    .optionsGroup(headings.task)
    .option("--schema", "print the JSON Schema of a protocol's file")
    .optionsGroup(headings.output)
    .option("--synapses <list>", "columns of their own for some synapses, such as 1,4..6")
    .option("--json", "print one JSON document and nothing else")
    .option("--out <folder>", "write every step there as CSV and JSON, and the figures as SVG and PNG")
    .action(protocolAction);
}
