import { dirname, resolve } from "node:path";
import type { Learner } from "../learner/learner.js";
import { decodeText } from "../node/files/decode-text.js";
import { readInputFile } from "../node/files/files.js";
import type { Cell } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { z } from "../schema/zod.js";
import { expandLogRange, expandRange } from "./axis.js";
import { explain } from "./explain-study.js";
import { isPathValue, learnerOf, parameterKeys } from "./learners.js";
import { MAXIMUM_JOBS } from "./seeds.js";
import { checkSharing } from "./shared-threshold.js";
import { type Axis, jobCount, type Study } from "./study.js";
import { type DataAccess, datasetsOf, ownPatternsOf, type Refuse } from "./study-data.js";
import { type StudyDocument, studySchema } from "./study-schema.js";
import { YamlSource } from "./yaml-source.js";

/** Bytes of the largest file of a study: a grid of a million listed values fits. */
const LARGEST_STUDY = 64 * 2 ** 20;

/**
 * Reads the file of a study, fills in the defaults and works out the grid.
 *
 * @param access whether own data are read and checked, or what is recorded of them is taken
 * @throws {UsageError} naming the line and the key of what is refused
 */
export function readStudy(path: string, access: DataAccess = { from: "files" }): Study {
  const { document, source } = parseStudy(path);
  return studyOf(document, dirname(resolve(path)), access, (where, message) => {
    throw new UsageError(`${source.where(where)}: ${message}`);
  });
}

/** The file of a study as it is written. */
export const readStudyDocument = (path: string): StudyDocument => parseStudy(path).document;

function parseStudy(path: string): { document: StudyDocument; source: YamlSource } {
  const text = decodeText(readInputFile(path, LARGEST_STUDY), path);
  const source = new YamlSource(text, path);
  const parsed = studySchema.safeParse(source.value);
  if (!parsed.success) throw new UsageError(explain(parsed.error.issues, source).join("\n"));
  return { document: parsed.data as StudyDocument, source };
}

/** Numbers by size, then words by letter. */
function compareCells(a: Cell, b: Cell): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : typeof b === "number" ? 1 : 0;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function studyOf(document: StudyDocument, folder: string, access: DataAccess, refuse: Refuse): Study {
  const learner = learnerOf(document.learner);
  const {
    patternsFile: _,
    targetsFile: __,
    keepFirstColumn: ___,
    ...given
  } = document.parameters as Record<string, Cell>;
  const grid = document.grid as Record<string, unknown>;
  for (const key of Object.keys(grid)) {
    if (key in given) refuse(["grid", key], "is fixed under parameters as well. Keep one of the two.");
  }
  const withFolder = resolvePaths(learner, folder);
  const own = ownPatternsOf(document, folder, access, refuse);

  const keys = parameterKeys(learner);
  const axes = keys.filter((key) => key in grid).map((key) => axisOf(learner, key, grid[key], refuse, withFolder));
  const all = learner.schema.parse({ ...given, ...own?.sizes }) as Record<string, Cell>;
  const fixed = Object.fromEntries(
    // A parameter that is not there unless it is given is no part of an id or a table either.
    keys
      .filter((key) => !(key in grid) && all[key] !== undefined)
      .map((key) => [key, withFolder(key, all[key]!)] as const),
  );
  const base = { name: document.name, learner: document.learner, fixed, axes, seeds: document.seeds };
  const count = jobCount(base);
  if (count > MAXIMUM_JOBS) {
    refuse(["grid"], `the study has ${count} jobs, at most ${MAXIMUM_JOBS} are allowed. Divide it into several.`);
  }
  checkSharing({ ...base, ...(own === undefined ? {} : { ownData: own.ownData }) }, refuse);
  // Last of all: reading them takes longest.
  const datasets = datasetsOf(document, base, folder, access, refuse);
  return {
    ...base,
    ...(own === undefined ? {} : { ownData: own.ownData }),
    ...(datasets === undefined ? {} : { datasets }),
  };
}

const resolvePaths =
  (learner: Learner, folder: string) =>
  (key: string, value: Cell): Cell =>
    isPathValue(learner, key, value) ? resolve(folder, String(value)) : value;

const isInteger = ({ schema }: Learner, key: string): boolean =>
  (z.toJSONSchema(schema.shape[key] as z.ZodType, { io: "input", unrepresentable: "any" }) as { type?: string })
    .type === "integer";

function axisOf(
  learner: Learner,
  key: string,
  axis: unknown,
  refuse: Refuse,
  withFolder: (key: string, value: Cell) => Cell,
): Axis {
  const { range, logRange } = axis as Record<string, [number, number, number] | undefined>;
  const listed = Array.isArray(axis) ? (axis as unknown[]) : undefined;
  const values = listed ?? (range ? expandRange(range) : expandLogRange(logRange!, isInteger(learner, key)));
  const field = learner.schema.shape[key] as z.ZodType;
  const checked = values.map((value) => {
    const result = field.safeParse(value);
    if (!result.success) refuse(["grid", key], result.error.issues[0]!.message);
    return withFolder(key, result.data as Cell);
  });
  return { key, values: [...new Set(checked)].sort(compareCells) };
}
