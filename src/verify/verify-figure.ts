import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Job, keyOf, type ResultOf } from "../jobs/index.js";
import { readInputFile } from "../node/files/files.js";
import { JobPool } from "../node/workers/job-pool.js";
import { figures } from "../paper/figures.js";
import { summariseJobs } from "../paper/provenance.js";
import { type Scale, scaleNames } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import { toJson } from "../schema/result.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { type Difference, differencesOf } from "./differences.js";
import type { JsonRecord } from "./read-document.js";

const scales: readonly Scale[] = [...scaleNames, "tiny"];

/** Computes a figure again from its provenance and compares its tables, which lie beside it. */
export async function verifyFigure(
  file: string,
  provenance: JsonRecord,
  threads: number,
): Promise<{ tableCount: number; differences: Difference[] }> {
  const figure = figures.find(({ id }) => id === provenance.figure);
  const scale = scales.find((name) => name === provenance.scale);
  if (figure === undefined || scale === undefined) {
    const [id, name] = [provenance.figure, provenance.scale].map((value) =>
      value === undefined ? "none" : shown(value),
    );
    throw new UsageError(
      `${shownPath(file)}: figure ${id} at scale ${name} is not known. Use the version that wrote it.`,
    );
  }
  const jobs = figure.jobs(scale);
  const results = await resultsOf(jobs, threads);
  const resultOf = ((job: Job) => results.get(keyOf(job))) as ResultOf;

  // The machine and the time are those of the first computation, whatever they were.
  const { node: _, durationSeconds: __, ...stated } = provenance;
  // No name in the provenance of a figure has changed since the first version.
  const head = {
    schemaVersion: stated.schemaVersion ?? schemaVersion,
    version: stated.version ?? version,
    figure: figure.id,
    scale,
  };
  const summary = JSON.parse(toJson({ ...head, ...summariseJobs(jobs, resultOf) })) as JsonRecord;
  const differences = differencesOf(shownPath(file), stated, summary);
  const charts = figure.charts(resultOf, scale);
  for (const { name, rows } of charts) {
    const table = join(dirname(file), `${name}.csv`);
    const recorded = existsSync(table) ? new TextDecoder().decode(readInputFile(table)) : "(there is no such file)";
    const found = formatCsv(rows);
    if (recorded === found) continue;
    const [before, now] = [firstDifference(recorded, found), firstDifference(found, recorded)];
    differences.push({ of: shownPath(table), key: "table", recorded: before, found: now });
  }
  return { tableCount: charts.length, differences };
}

async function resultsOf(jobs: readonly Job[], threads: number): Promise<Map<string, unknown>> {
  const results = new Map<string, unknown>();
  const pool = new JobPool(threads);
  try {
    pool.start(jobs, () => undefined);
    for (const job of jobs) results.set(keyOf(job), await pool.result(job));
    return results;
  } finally {
    await pool.close();
  }
}

/** The first line in which one text differs from another. */
function firstDifference(text: string, other: string): string {
  const lines = text.split("\n");
  const others = other.split("\n");
  const line = lines.findIndex((one, i) => one !== others[i]);
  return line < 0 ? "(it ends here)" : lines[line]!.slice(0, 200);
}
