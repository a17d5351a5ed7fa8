import { z } from "zod";
import type { Cell, Row } from "../schema/row.js";
import type { Collected } from "./collected-rows.js";
import { parameterKeys, studyLearners } from "./learners.js";
import type { Study } from "./study.js";

export type ColumnType = "string" | "boolean" | "integer" | "number" | "time";

export interface Column {
  key: string;
  type: ColumnType;
}

const timing: Column[] = [
  { key: "startedAt", type: "time" },
  { key: "finishedAt", type: "time" },
  { key: "durationSeconds", type: "number" },
];

/** Infinity is a word in the journal, which is JSON. */
const revive = (value: unknown): Cell => (value === "Infinity" ? Number.POSITIVE_INFINITY : (value as Cell));

/** `{ a: 1, b: { c: 2 } }` → `{ a: 1, c: 2 }`; lists, which are curves, have tables of their own. */
export function flatten(record: object): Row {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]): [string, Cell][] => {
      if (Array.isArray(value)) return [];
      if (value === null || typeof value !== "object") return [[key, revive(value)]];
      return Object.entries(flatten(value));
    }),
  );
}

/** The row of a run: learner, parameters, then the keys of its document. A threshold that was sought is the one found. */
export const rowOf = ({ learner }: Study, { parameters, record }: Collected): Row => {
  const { startedAt, finishedAt, durationSeconds, run } = record;
  return { learner, ...parameters, ...flatten(run), startedAt, finishedAt, durationSeconds };
};

/** Rows of the curve of a run, each with the parameters of the run. */
export const curveRowsOf = ({ learner }: Study, { parameters, record }: Collected): Row[] =>
  (record.run.curve ?? []).map((point) => ({ learner, ...parameters, ...flatten(point) }));

/** Columns for the parameters of a study: their types are those of the schema, whatever values it has. */
function parameterColumns({ learner, ownData }: Study): Column[] {
  const { schema } = studyLearners[learner];
  const properties = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }).properties ?? {};
  const typeOf = (key: string): ColumnType => {
    const { type, anyOf } = properties[key] as { type?: string; anyOf?: unknown[] };
    if (type === "integer" || type === "boolean" || type === "string") return type;
    // A number, or one of a few words: the words are what a run finds a number for.
    return type === "number" || anyOf !== undefined ? "number" : "string";
  };
  const own = ownData === undefined ? [] : ["patternsFile", "targetsFile"];
  return [
    { key: "learner", type: "string" },
    ...parameterKeys(studyLearners[learner]).map((key) => ({ key, type: typeOf(key) })),
    ...own.map((key): Column => ({ key, type: "string" })),
    { key: "seed", type: "integer" },
  ];
}

/** Counts are integers, by the names they have. */
function typeOfResult(key: string, value: Cell): ColumnType {
  if (typeof value === "string" || typeof value === "boolean") return typeof value as "string" | "boolean";
  return /(^epoch|Count)$/.test(key) ? "integer" : "number";
}

/** Collects the columns of rows: parameters, results as they are first seen, and times at the end. */
export class Columns {
  private readonly parameters: Column[];
  private readonly results = new Map<string, ColumnType | null>();
  private readonly times: Column[];

  constructor(study: Study, { withTimes }: { withTimes: boolean }) {
    this.parameters = parameterColumns(study);
    this.times = withTimes ? timing : [];
  }

  see(row: Row): void {
    for (const [key, value] of Object.entries(row)) {
      if (value === null) {
        if (!this.results.has(key)) this.results.set(key, null);
      } else if ((this.results.get(key) ?? null) === null) {
        this.results.set(key, typeOfResult(key, value));
      }
    }
  }

  get list(): Column[] {
    const known = new Set([...this.parameters, ...timing].map(({ key }) => key));
    const results = [...this.results].filter(([key]) => !known.has(key));
    return [
      ...this.parameters,
      ...results.map(([key, type]): Column => ({ key, type: type ?? "number" })),
      ...this.times,
    ];
  }
}
