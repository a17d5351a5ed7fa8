import { join } from "node:path";
import type { AccountFigures } from "../../account/account.js";
import type { AccountDocument } from "../../account/document.js";
import { writeFileAtomically } from "../../node/files/output-folder.js";
import { formatCsv } from "../../report/csv.js";
import { loadDrawing } from "../../reproduce/write-figure.js";
import { toJson, toRow } from "../../schema/result.js";
import { accountCharts } from "./charts.js";

/** Writes account.json and account.csv and, where there are any, the figures; returns the paths. */
export async function writeAccount(
  folder: string,
  document: AccountDocument,
  figures: AccountFigures | null,
): Promise<string[]> {
  const written: string[] = [];
  const save = (name: string, content: string | Uint8Array): void => {
    const path = join(folder, name);
    writeFileAtomically(path, content);
    written.push(path);
  };
  const { parameters, runs } = document;
  save("account.json", `${toJson(document, 2)}\n`);
  save("account.csv", formatCsv(runs.map((run) => ({ ...toRow(parameters), ...toRow(run) }))));
  if (figures === null) return written;
  const { createDocument, renderChart, renderPng } = await loadDrawing();
  for (const chart of accountCharts(figures, parameters, runs[0].foundThreshold)) {
    const svg = renderChart(chart, createDocument(), { background: "white" });
    save(`${chart.name}.svg`, svg);
    save(`${chart.name}.png`, renderPng(svg));
    save(`${chart.name}.csv`, formatCsv(chart.rows));
  }
  return written;
}
