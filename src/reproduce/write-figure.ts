import { join } from "node:path";
import type { Job, ResultOf } from "../jobs/index.js";
import { writeFileAtomically } from "../node/files/output-folder.js";
import type { Figure } from "../paper/figure.js";
import type { DrawnFigure } from "../paper/paper-report.js";
import { type JobsSummary, summariseJobs } from "../paper/provenance.js";
import type { Scale } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import { toJson } from "../schema/result.js";
import { schemaVersion, version } from "../schema/version.js";

/** What draws is loaded only where something is drawn: it takes longer to load than most commands take to run. */
export async function loadDrawing() {
  const [{ createDocument }, { renderPng }, { renderReport }, { renderChart }, { drawPanel }] = await Promise.all([
    import("../node/document.js"),
    import("../node/png.js"),
    import("../report/page/html-report.js"),
    import("../report/chart/render-chart.js"),
    import("../report/page/panel.js"),
  ]);
  return { createDocument, drawPanel, renderChart, renderPng, renderReport };
}

export type Drawing = Awaited<ReturnType<typeof loadDrawing>>;

/** JSON with a line for every group of jobs: as readable as a table, where indenting all would make a page of each. */
function provenanceJson(head: object, { groups, ...sums }: JobsSummary): string {
  const entries = Object.entries({ ...head, ...sums }).map(([key, value]) => ` ${toJson(key)}: ${toJson(value)}`);
  const lines = groups.map((group) => `  ${toJson(group)}`).join(",\n");
  return `{\n${entries.join(",\n")},\n "groups": [\n${lines}\n ]\n}\n`;
}

/** Draws a figure's charts and writes each as SVG, PNG and CSV, with one JSON that says how it came about. */
export function writeFigure(
  { createDocument, drawPanel, renderChart, renderPng }: Drawing,
  folder: string,
  figure: Figure,
  scale: Scale,
  jobs: readonly Job[],
  resultOf: ResultOf,
  durationSeconds: number,
): DrawnFigure {
  const panels: DrawnFigure["panels"] = [];
  const files: DrawnFigure["files"] = [];
  const write = (name: string, label: string, content: string | Uint8Array): void => {
    writeFileAtomically(join(folder, name), content);
    files.push({ label, href: name });
  };
  for (const chart of figure.charts(resultOf, scale)) {
    panels.push(drawPanel(chart, createDocument));
    const standalone = renderChart(chart, createDocument(), { background: "white" });
    write(`${chart.name}.svg`, `${chart.name}.svg`, standalone);
    write(`${chart.name}.png`, "PNG", renderPng(standalone));
    write(`${chart.name}.csv`, "CSV", formatCsv(chart.rows));
  }
  const head = { schemaVersion, version, figure: figure.id, scale, node: process.version, durationSeconds };
  write(`figure-${figure.id}.json`, "provenance", provenanceJson(head, summariseJobs(jobs, resultOf)));
  return { figure, panels, files };
}
