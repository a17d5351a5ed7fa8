import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { AccountFigures } from "../../account/account.js";
import type { AccountDocument } from "../../account/document.js";
import type { PulseDocument } from "../../account/pulses.js";
import { writeFileAtomically } from "../../node/files/output-folder.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatCsv } from "../../report/csv.js";
import { loadDrawing } from "../../reproduce/write-figure.js";
import { toJson, toRow } from "../../schema/result.js";
import { accountCharts } from "./charts.js";
import { writesChart } from "./writes-chart.js";

/** Figures of an account, which does not draw all of them every time. */
const DRAWN = /^account-(threshold|writes|synapse)\.(svg|png|csv)$/;

/** Files in a folder, one after the other; `paths` has those that are written. */
class Written {
  readonly paths: string[] = [];
  private readonly folder: string;

  /** What an earlier account has drawn there would be taken for this one's. */
  constructor(folder: string) {
    this.folder = folder;
    for (const name of readdirSync(folder)) if (DRAWN.test(name)) rmSync(join(folder, name));
  }

  save(name: string, content: string | Uint8Array): void {
    const path = join(this.folder, name);
    writeFileAtomically(path, content);
    this.paths.push(path);
  }

  async draw(charts: readonly Chart[]): Promise<void> {
    const { createDocument, renderChart, renderPng } = await loadDrawing();
    for (const chart of charts) {
      const svg = renderChart(chart, createDocument(), { background: "white" });
      this.save(`${chart.name}.svg`, svg);
      this.save(`${chart.name}.png`, renderPng(svg));
      this.save(`${chart.name}.csv`, formatCsv(chart.rows));
    }
  }
}

/** Writes account.json and account.csv and, where there are any, the figures; returns the paths. */
export async function writeAccount(
  folder: string,
  document: AccountDocument,
  figures: AccountFigures | null,
): Promise<string[]> {
  const written = new Written(folder);
  const { parameters, runs } = document;
  written.save("account.json", `${toJson(document, 2)}\n`);
  written.save("account.csv", formatCsv(runs.map((run) => ({ ...toRow(parameters), ...toRow(run) }))));
  if (figures !== null) await written.draw(accountCharts(figures, parameters, runs[0].foundThreshold));
  return written.paths;
}

/** The same of writes that were counted elsewhere, with the figure of synapses by their writes. */
export async function writePulses(folder: string, document: PulseDocument, counts: Float64Array): Promise<string[]> {
  const written = new Written(folder);
  const [{ writeHistogram: _, ...run }] = document.runs;
  written.save("account.json", `${toJson(document, 2)}\n`);
  written.save("account.csv", formatCsv([toRow(run)]));
  const each = function* (): Generator<[number, number]> {
    for (const count of counts) yield [count, 1];
  };
  const note = "Counted elsewhere.";
  await written.draw([writesChart(each(), { largest: run.largestWriteCount, label: "writes", note })]);
  return written.paths;
}
