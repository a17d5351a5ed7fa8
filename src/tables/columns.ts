import { isSought } from "../schema/former-runs.js";
import { infinityOfWord } from "../schema/infinity.js";
import { metaOf } from "../schema/parameter.js";
import type { Cell, Row } from "../schema/row.js";
import { z } from "../schema/zod.js";
import { learnerOf, parameterKeys } from "../study/learners.js";
import { sharesThreshold } from "../study/shared-threshold.js";
import { dataOf, ownDataCells, type Study } from "../study/study.js";
import type { Collected } from "./collected-rows.js";

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

/** `{ a: 1, b: { c: 2 } }` → `{ a: 1, c: 2 }`; lists, which are curves, have tables of their own. */
export function flatten(record: object, into: Row = {}): Row {
  for (const [key, value] of Object.entries(record)) {
    if (Array.isArray(value)) continue;
    if (value !== null && typeof value === "object") flatten(value, into);
    else into[key] = infinityOfWord(value as Cell);
  }
  return into;
}

/** The row of a run: learner, parameters, then the keys of its document. */
export const rowOf = (study: Study, { parameters, record }: Collected): Row => {
  const { startedAt, finishedAt, durationSeconds, run } = record;
  return { ...askedOf(study, parameters), ...flatten(run), startedAt, finishedAt, durationSeconds };
};

/** What was asked for: learner, parameters and what own data hold. */
export const askedOf = (study: Study, parameters: Row): Row => {
  return { learner: study.learner, ...parameters, ...hashCells(study, parameters) };
};

/** Rows of the curve of a run, each with the parameters of the run. */
export const curveRowsOf = (study: Study, { parameters, record }: Collected): Row[] => {
  const common = askedOf(study, parameters);
  return (record.run.curve ?? []).map((point) => ({ ...common, ...flatten(point) }));
};

/** Columns for what own data hold: of digits one hash for all of their files. */
const hashColumn = (name: string): string => `${name}Sha256`;

function hashCells(study: Study, parameters: Row): Row {
  const { dataset, ...files } = dataOf(study, parameters) ?? {};
  const hashes = dataset === undefined ? files : { dataset };
  return Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [hashColumn(name), hash]));
}

/** Columns for the parameters of a study: their types are those of the schema, whatever values it has. */
export function parameterColumns(study: Study): Column[] {
  const { learner, ownData, datasets, fixed, axes } = study;
  const { schema } = learnerOf(learner);
  const isOptional = (key: string): boolean => schema.shape[key] instanceof z.ZodOptional;
  const isThere = (key: string): boolean => key in fixed || axes.some((axis) => axis.key === key);
  const properties = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }).properties ?? {};
  const hasWords = (key: string): boolean =>
    [fixed[key], ...(axes.find((axis) => axis.key === key)?.values ?? [])].some(isSought);
  const typeOf = (key: string): ColumnType => {
    if (metaOf(schema.shape[key] as z.ZodType).isText) return "string";
    const { type, anyOf } = properties[key] as { type?: string; anyOf?: unknown[] };
    if (type === "integer" || type === "boolean" || type === "string") return type;
    // A number, or one of a few words, for which a run finds a number: a table with a word has text throughout.
    return (type === "number" || anyOf !== undefined) && !hasWords(key) ? "number" : "string";
  };
  // Seeds that a threshold is shared among are told by the study to its jobs.
  const isTold = (key: string): boolean => key === "thresholdSeeds" && sharesThreshold(study);
  const own = Object.entries(ownDataCells(study)).map(
    ([key, value]): Column => ({ key, type: typeof value === "boolean" ? "boolean" : "string" }),
  );
  const hashed = [...Object.keys(ownData?.sha256 ?? {}), ...(datasets === undefined ? [] : ["dataset"])];
  return [
    { key: "learner", type: "string" },
    ...parameterKeys(learnerOf(learner))
      .filter((key) => !isOptional(key) || isThere(key) || isTold(key))
      .map((key) => ({ key, type: typeOf(key) })),
    ...own,
    ...hashed.map((name): Column => ({ key: hashColumn(name), type: "string" })),
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

  /** Looks at the results of a run, or at a row of its curve. */
  see(results: object): void {
    for (const key of Object.keys(results)) {
      // Known already, as nearly always: there may be millions of rows.
      if (this.results.get(key)) continue;
      const value = (results as Record<string, unknown>)[key];
      if (Array.isArray(value)) continue;
      if (value === null) this.results.set(key, null);
      else if (typeof value === "object") this.see(value);
      else this.results.set(key, typeOfResult(key, infinityOfWord(value as Cell)));
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
