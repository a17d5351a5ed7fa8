import { join, resolve } from "node:path";
import { Command } from "commander";
import { prepareOutputFolder, writeFileAtomically } from "../../node/files/output-folder.js";
import { quoteForShell } from "../../node/shell-quote.js";
import { formatCsv } from "../../report/csv.js";
import { loadDrawing } from "../../reproduce/write-figure.js";
import { UsageError } from "../../schema/usage-error.js";
import { indexJournals, type JournalIndex } from "../../study/journals/index-journals.js";
import { studyFile, studyOfFolder } from "../../study/journals/study-folder.js";
import type { Study } from "../../study/study.js";
import { collectedRows } from "../../tables/collected-rows.js";
import { Columns, rowOf } from "../../tables/columns.js";
import { type PlottedRun, plotStudy, plottable } from "../../tables/plot.js";
import { parsePlot, type TypedPlot } from "../../tables/plot-request.js";
import { RepeatableOption } from "../flags.js";
import { headings } from "../help/groups.js";

interface Typed extends TypedPlot {
  out?: string;
}

/** Read a second time rather than kept: there may be millions. */
function* runsOf(study: Study, index: JournalIndex): Generator<PlottedRun> {
  for (const collected of collectedRows(study, index)) {
    yield { parameters: collected.parameters, row: rowOf(study, collected) };
  }
}

async function plot(folder: string, { out = join(folder, "plots"), ...typed }: Typed): Promise<void> {
  const study = studyOfFolder(folder);
  const index = indexJournals(folder);
  const columns = new Columns(study, { withTimes: true });
  let runCount = 0;
  for (const { record } of collectedRows(study, index)) {
    columns.see(record.run);
    runCount += 1;
  }
  if (runCount === 0) {
    throw new UsageError(
      `no run of the study in ${JSON.stringify(folder)} is recorded yet. ` +
        `Run it first: syncache sweep ${quoteForShell(studyFile(folder))} --out ${quoteForShell(folder)}`,
    );
  }
  const request = parsePlot(study, plottable(study, columns.list), typed);
  prepareOutputFolder(out);
  const chart = plotStudy(study, runsOf(study, index), request);

  const { createDocument, renderChart, renderPng } = await loadDrawing();
  const svg = renderChart(chart, createDocument());
  const contents: [string, string | Uint8Array][] = [
    ["svg", svg],
    ["png", renderPng(svg)],
    ["csv", formatCsv(chart.rows)],
  ];
  for (const [ending, content] of contents) {
    const file = join(out, `${chart.name}.${ending}`);
    writeFileAtomically(file, content);
    console.log(resolve(file));
  }
  for (const note of chart.notes ?? []) console.error(`syncache: ${note}`);
}

/** `syncache plot` */
export function plotCommand(): Command {
  return new Command("plot")
    .argument("<folder>", "the folder of the study")
    .optionsGroup(headings.task)
    .requiredOption("--x <parameter>", "parameter along the horizontal axis, such as threshold")
    .requiredOption("--y <result>", "result along the vertical axis, such as energy")
    .option("--series <parameter>", "a line for every value of this parameter")
    .addOption(new RepeatableOption("--where <key=value>", "only runs with this value of a parameter; repeatable"))
    .addOption(new RepeatableOption("--baseline <key=value>", "y as a ratio to runs with this value; repeatable"))
    .optionsGroup(headings.output)
    .option("--log <axes>", "logarithmic axes: x, y or x,y")
    .option("--out <folder>", "where SVG, PNG and CSV go [default: plots, in the folder of the study]")
    .action(plot);
}
