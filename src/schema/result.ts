import { mean, standardDeviation } from "../math/statistics.js";
import { infinityAsWord } from "./infinity.js";
import type { Cell, Row } from "./row.js";
import { schemaVersion, version } from "./version.js";

/** One run of a learner: a flat row, and a curve where one was asked for. */
export interface Run {
  seed: number;
  converged: boolean;
  curve?: object[];
}

/** Means and standard deviations over the converged runs; the others are counted, never averaged. */
export interface Summary {
  runCount: number;
  convergedCount: number;
  mean: Record<string, number | null>;
  standardDeviation: Record<string, number | null>;
}

/** The JSON document of a learner (`docs/equations.md` says what the keys are). */
export interface Result<Parameters extends object, R extends Run = Run> {
  schemaVersion: number;
  learner: string;
  version: string;
  parameters: Parameters;
  /** SHA-256 of the files of own data, by what each holds. */
  dataSha256?: Readonly<Record<string, string>>;
  runs: R[];
  summary: Summary;
}

const nullIfNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Summarises every numeric column of the converged runs, apart from the seed. */
export function summarise(runs: readonly Run[]): Summary {
  const converged = runs.filter((run) => run.converged) as unknown as Record<string, unknown>[];
  const numeric = runs.flatMap((run) => Object.entries(run)).filter(([, value]) => typeof value === "number");
  const keys = [...new Set(numeric.map(([key]) => key))].filter((key) => key !== "seed");
  const summary: Summary = { runCount: runs.length, convergedCount: converged.length, mean: {}, standardDeviation: {} };
  for (const key of keys) {
    const sample = converged.map((run) => run[key]).filter((value) => typeof value === "number");
    summary.mean[key] = nullIfNaN(mean(sample));
    summary.standardDeviation[key] = nullIfNaN(standardDeviation(sample));
  }
  return summary;
}

/** @param dataSha256 of own data, where they were learned */
export function createResult<P extends object, R extends Run>(
  learner: string,
  parameters: P,
  runs: R[],
  dataSha256?: Result<P, R>["dataSha256"],
): Result<P, R> {
  const data = dataSha256 === undefined ? {} : { dataSha256 };
  return { schemaVersion, learner, version, parameters, ...data, runs, summary: summarise(runs) };
}

/** A row without what is not a cell (a curve, a nested record). */
export function toRow(record: object): Row {
  const cells = Object.entries(record).filter(([, value]) => value === null || typeof value !== "object");
  return Object.fromEntries(cells as [string, Cell][]);
}

/** JSON in which Infinity is the string "Infinity"; NaN is a mistake and refused. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (key, item) => {
      if (Number.isNaN(item)) throw new Error(`${key} is not a number; an undefined ratio is null`);
      return infinityAsWord(item);
    },
    indent,
  );
}
