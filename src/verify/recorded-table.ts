import { dirname, resolve } from "node:path";
import { learnerNames } from "../learners/learners.js";
import { FOUND_AS_ASKED } from "../schema/former-runs.js";
import type { Cell, Row } from "../schema/row.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { isPathValue, pathKeyOf } from "../study/learners.js";
import { flatten } from "../tables/columns.js";
import { type Difference, differencesOf, NOTHING, textOf } from "./differences.js";
import { dataKeys, hashedInTables, recordedLearner, recordedParameters } from "./recorded-learner.js";
import type { RecordedRun, Recording } from "./recorded-runs.js";

/** Columns of results that only a sought threshold has. */
const soughtKeys = ["foundThreshold", "sharedThreshold", "evaluatedCount", "unconvergedCount", "givenUpCount"];
/** What `threshold` is where one was sought. */
const SOUGHT = "auto";
/** Columns that a table of curves has not. */
const runKeys = ["converged", "epochCount"];
/** What is another time in every run is compared with nothing. */
const isTime = (key: string): boolean => /^(startedAt|finishedAt|durationSeconds)$/.test(key);

/** Columns for what own data hold, such as patternsSha256. */
const HASH = /Sha256$/;
const isDataPath = (key: string): boolean => dataKeys.some((dataKey) => dataKey === key);
const isPathKey = (key: string): boolean => learnerNames.some((name) => pathKeyOf(name) === key);

/** What a table of runs holds; a Parquet file also says how many rows were written. */
export interface TableContent {
  columns: readonly string[];
  rows: readonly Row[];
  provenance?: string | null;
}

/** Whether a table of an earlier version has what this run found under the name of what was asked for. */
const hasFoundAsAsked = (row: Row): boolean =>
  typeof row.threshold === "number" && soughtKeys.some((key) => (row[key] ?? null) !== null);

/** A table of an earlier version with the names of now; one of now is returned as it is. */
function asOfNow(content: TableContent): TableContent {
  const { columns, rows } = content;
  if (columns.includes("foundThreshold") || !rows.some(hasFoundAsAsked)) return content;
  const renamed = (row: Row): Row =>
    hasFoundAsAsked(row)
      ? { ...row, threshold: SOUGHT, foundThreshold: row.threshold! }
      : { ...row, foundThreshold: null };
  return { ...content, columns: [...columns, "foundThreshold"], rows: rows.map(renamed) };
}

/** The table of a study: every column is compared but those of time. */
export class RecordedTable implements Recording {
  readonly runs: readonly RecordedRun[];
  readonly formerSchemaVersion?: number;
  private readonly file: string;
  private readonly columns: readonly string[];
  private readonly provenance: string | null;
  /** Columns that a run has given, each with the first value of one. */
  private readonly found = new Map<string, Cell>();
  private comparedCount = 0;

  /** @throws {UsageError} if it is no table of runs, or has none */
  constructor(file: string, content: TableContent) {
    this.file = shownPath(file);
    const { columns, rows, provenance = null } = asOfNow(content);
    if (columns !== content.columns) this.formerSchemaVersion = FOUND_AS_ASKED;
    this.columns = columns.filter((key) => !isTime(key));
    this.provenance = provenance;
    if (columns.includes("learner") && !runKeys.some((key) => columns.includes(key))) {
      throw new UsageError(
        `${this.file} holds no runs: it has no column ${runKeys.join(" or ")}. Give results.csv or results.parquet.`,
      );
    }
    if (rows.length === 0) {
      throw new UsageError(
        `${this.file} holds no runs, so that there is nothing to compare: it has ` +
          `${columns.length === 0 ? "no header and no row" : "a header and no row"}. Give a table that holds runs.`,
      );
    }
    this.runs = rows.map((row, i) => this.runOf(file, row, i + 1));
  }

  private runOf(file: string, row: Row, number: number): RecordedRun {
    const learner = recordedLearner(file, row.learner);
    const isPath = (key: string, cell: Cell) => isDataPath(key) || isPathValue(learner, key, cell);
    const cells = Object.entries(row).filter(([, cell]) => cell !== null);
    // Paths in a table are seen from its folder.
    const given = cells.map(([key, cell]) => [key, isPath(key, cell) ? resolve(dirname(file), String(cell)) : cell]);
    const hashes = cells.flatMap(([key, cell]) => (HASH.test(key) ? [[key.replace(HASH, ""), String(cell)]] : []));
    const isFound = row.threshold === undefined && cells.some(([key]) => soughtKeys.includes(key));
    const sought = isFound ? { threshold: SOUGHT } : {};
    const { job } = recordedParameters(
      `${this.file}, run ${number}`,
      learner,
      { ...Object.fromEntries(given), ...sought, runs: 1 },
      hashes.length === 0 ? undefined : Object.fromEntries(hashes),
    );
    const recorded = Object.fromEntries(this.columns.map((key) => [key, row[key] ?? null]));
    return { number, job, recorded };
  }

  compare({ number, job, recorded }: RecordedRun, result: object): Difference[] {
    const { runs: _, ...parameters } = job.parameters as Row;
    const hashes = hashedInTables(job).map((name) => `${name}Sha256`);
    // Where data are is what the run was told, and what they hold it was held to.
    const isTold = (key: string) =>
      isDataPath(key) || key === "keepFirstColumn" || isPathKey(key) || hashes.includes(key);
    const told = Object.entries(recorded).filter(([key]) => isTold(key));
    const data = Object.fromEntries(told) as Row;
    const found: Row = { learner: job.kind, ...parameters, ...data, ...flatten(result) };
    for (const [key, cell] of Object.entries(found)) if (!this.found.has(key)) this.found.set(key, cell);
    // A table of before has no hashes at all.
    if (hashes.some((key) => this.columns.includes(key))) {
      for (const key of hashes) if (!this.found.has(key)) this.found.set(key, "(a hash)");
    }
    this.comparedCount += 1;
    // An empty cell states that this run has no such value; a column that is not there is reported once, not a run.
    const stated = Object.fromEntries(this.columns.map((key) => [key, found[key] ?? null]));
    return differencesOf(`run ${number}`, recorded, stated);
  }

  compareRest(): Difference[] {
    const of = this.file;
    const missing = [...this.found].filter(([key]) => !this.columns.includes(key));
    // Only where every run was compared is it known that none has such a column.
    const all = this.comparedCount === this.runs.length;
    const isKnown = (key: string) => this.found.has(key) || soughtKeys.includes(key);
    const more = all ? this.columns.filter((key) => !isKnown(key)) : [];
    return [
      ...missing.map(([key, cell]) => ({ of, key, recorded: NOTHING, found: textOf(cell) })),
      ...more.map((key) => ({ of, key, recorded: "(a column)", found: NOTHING })),
      ...this.compareRowCount(),
    ];
  }

  private compareRowCount(): Difference[] {
    if (this.provenance === null) return [];
    const { rowCount } = parseProvenance(this.file, this.provenance);
    if (rowCount === this.runs.length) return [];
    return [{ of: this.file, key: "rowCount", recorded: textOf(rowCount), found: String(this.runs.length) }];
  }
}

function parseProvenance(file: string, text: string): { rowCount?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch (cause) {
    throw new UsageError(
      `${file}: what it says of its study is no JSON: ${shown((cause as Error).message)}. Give a file as the program wrote it.`,
      { cause },
    );
  }
}
