import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Job, keyOf, type ResultOf } from "../jobs/index.js";
import { JobPool } from "../node/job-pool.js";
import { figures } from "../paper/figures.js";
import { type Scale, scaleNames } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import { UsageError } from "../schema/usage-error.js";
import type { Difference } from "./verify.js";

/** Computes a figure again from its provenance and compares its tables, which lie beside it. */
export async function verifyFigure(
  file: string,
  provenance: Record<string, unknown>,
  threads: number,
): Promise<{ tableCount: number; differences: Difference[] }> {
  const figure = figures.find(({ id }) => id === provenance.figure);
  const scale = scaleNames.find((name) => name === provenance.scale) as Scale | undefined;
  if (figure === undefined || scale === undefined) {
    const { figure: id, scale: name } = provenance;
    throw new UsageError(`${file}: figure ${id} at scale ${name} is not known. Use the version that wrote it.`);
  }
  const jobs = figure.jobs(scale);
  const differences: Difference[] = [];
  const compare = (of: string, key: string, recorded: string, found: string): void => {
    if (recorded !== found)
      differences.push({
        of,
        key,
        recorded: firstDifference(recorded, found),
        found: firstDifference(found, recorded),
      });
  };
  compare(file, "jobs", keyOf(provenance.jobs as never), keyOf(JSON.parse(keyOf(jobs as never))));

  const results = new Map<string, unknown>();
  const pool = new JobPool(threads);
  try {
    pool.start(jobs, () => undefined);
    for (const job of jobs) results.set(keyOf(job), await pool.result(job));
  } finally {
    await pool.close();
  }
  const charts = figure.charts(((job: Job) => results.get(keyOf(job))) as ResultOf, scale);
  for (const { name, rows } of charts) {
    const table = join(dirname(file), `${name}.csv`);
    compare(
      table,
      "table",
      existsSync(table) ? readFileSync(table, "utf8") : "(there is no such file)",
      formatCsv(rows),
    );
  }
  return { tableCount: charts.length, differences };
}

/** The first line in which one text differs from another. */
function firstDifference(text: string, other: string): string {
  const lines = text.split("\n");
  const others = other.split("\n");
  const line = lines.findIndex((one, i) => one !== others[i]);
  return line < 0 ? "(it ends here)" : lines[line]!.slice(0, 200);
}
