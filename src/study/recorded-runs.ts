import { extname } from "node:path";
import { csvParse } from "d3-dsv";
import { parquetReadObjects } from "hyparquet";
import type { Job } from "../jobs/index.js";
import { readInputFile } from "../node/files.js";
import { metaOf } from "../schema/parameter.js";
import type { Cell, Row } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { learnerNames, parameterKeys, type StudyLearner, studyLearners } from "./learners.js";

/** A run as some file has it: what it was, and what came of it. */
export interface RecordedRun {
  job: Job;
  /** What the run must give again, by key; a curve is a list. */
  expected: Record<string, unknown>;
}

/** The runs of a learner's document or of the table of a study. */
export interface Recording {
  runs: RecordedRun[];
  /** Of the program that made it, where the file says so. */
  version?: string;
}

/**
 * Reads the runs of a file, whichever of the program's files it is.
 *
 * @throws {UsageError} if it holds none
 */
export async function readRecording(file: string): Promise<Recording> {
  const kind = extname(file).toLowerCase();
  if (kind === ".json") return fromDocument(file, parseJson(file));
  if (kind === ".csv") return { runs: csvRows(file).map((row) => fromRow(file, row)) };
  if (kind === ".parquet") return { runs: (await parquetRows(file)).map((row) => fromRow(file, row)) };
  throw new UsageError(
    `${file}: must be a .json, .csv or .parquet file, got ${JSON.stringify(kind)}. ` +
      "Give a document of --json or --out, the provenance of a figure, or the table of a study.",
  );
}

export function parseJson(file: string): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(readInputFile(file))) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}. Give a file as the program wrote it.`);
  }
}

function learnerOf(file: string, name: unknown): StudyLearner & { name: keyof typeof studyLearners } {
  const known = learnerNames.find((learner) => learner === name);
  if (known !== undefined) return { ...studyLearners[known], name: known };
  throw new UsageError(
    `${file}: learner must be one of ${learnerNames.join(", ")}, got ${JSON.stringify(name) ?? "none"}. ` +
      "Give the document of a learner, or results.csv or results.parquet of a study.",
  );
}

function jobOf(
  kind: string,
  { patternsFile, targetsFile, keepFirstColumn, ...parameters }: Record<string, unknown>,
): Job {
  const kept = keepFirstColumn ? { keepFirstColumn } : {};
  const files = patternsFile ? { files: { patterns: patternsFile, targets: targetsFile, ...kept } } : {};
  return { kind, parameters, ...files } as unknown as Job;
}

function fromDocument(file: string, document: Record<string, unknown>): Recording {
  const { name } = learnerOf(file, document.learner);
  if (Number(document.schemaVersion) > schemaVersion) {
    throw new UsageError(
      `${file}: schemaVersion must be at most ${schemaVersion}, got ${document.schemaVersion}. ` +
        `Version ${document.version} of the program wrote it, and this is ${version}: use that one.`,
    );
  }
  const runs = document.runs as Record<string, unknown>[];
  return {
    version: String(document.version),
    runs: runs.map((expected) => {
      const parameters = { ...(document.parameters as object), seed: expected.seed, runs: 1 };
      return { job: jobOf(name, parameters), expected };
    }),
  };
}

/** Columns of results that only a sought threshold has. */
const soughtKey = "evaluatedCount";
const isTime = (key: string): boolean => /duration|started|finished/i.test(key);

function fromRow(file: string, row: Row): RecordedRun {
  const { name, ...learner } = learnerOf(file, row.learner);
  if (!("converged" in row)) {
    throw new UsageError(`${file} holds no runs: it has no column converged. Give results.csv or results.parquet.`);
  }
  const keys = [...parameterKeys(learner), "patternsFile", "targetsFile", "keepFirstColumn", "seed"];
  const given = keys.filter((key) => key in row && row[key] !== null).map((key) => [key, row[key]] as const);
  const sought = row[soughtKey] === undefined || row[soughtKey] === null ? {} : { threshold: "auto" };
  const parameters = { ...Object.fromEntries(given), ...sought, runs: 1 };
  const isResult = (key: string) => key === "threshold" || !(keys.includes(key) || key === "learner" || isTime(key));
  return {
    job: jobOf(name, parameters),
    expected: Object.fromEntries(Object.entries(row).filter(([key]) => isResult(key))),
  };
}

function cellOf(text: string): Cell {
  if (text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** Names and paths are text, also where they look like numbers. */
const isText = (key: string): boolean => {
  const fields = learnerNames.flatMap((name) => (key in studyLearners[name].schema.shape ? studyLearners[name] : []));
  return /File$/.test(key) || fields.some(({ schema }) => metaOf(schema.shape[key] as never).isText);
};

function csvRows(file: string): Row[] {
  return csvParse(new TextDecoder().decode(readInputFile(file))).map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, text]) => [key, isText(key) ? text : cellOf(text)])),
  );
}

async function parquetRows(file: string): Promise<Row[]> {
  const { buffer, byteOffset, byteLength } = readInputFile(file);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const rows = await parquetReadObjects({ file: bytes }).catch((cause: Error) => {
    throw new UsageError(`${file} is no Parquet file: ${cause.message}. Give a file as the program wrote it.`, {
      cause,
    });
  });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, cell]) => [key, typeof cell === "bigint" ? Number(cell) : (cell as Cell)]),
    ),
  );
}
