import { createHash } from "node:crypto";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import type { PatternFiles } from "../jobs/index.js";
import { readInputFile } from "../node/files.js";
import { readPatternSet } from "../node/read-patterns.js";
import type { Cell } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { expandLogRange, expandRange } from "./axis.js";
import { givenByTheStudy, learnerNames, parameterKeys, type StudyLearner, studyLearners } from "./learners.js";
import { MAXIMUM_JOBS } from "./seeds.js";
import { type Axis, jobCount, type OwnData, type Study } from "./study.js";
import { axisBranch, axisForms, type StudyDocument, studySchema } from "./study-schema.js";
import { YamlSource } from "./yaml-source.js";

/** Bytes of the largest file of a study: a grid of a million listed values fits. */
const LARGEST_STUDY = 64 * 2 ** 20;

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Throws a refusal that names file, line and key. */
type Refuse = (path: Path, message: string) => never;

/**
 * Reads the file of a study, fills in the defaults and works out the grid.
 *
 * @throws {UsageError} naming the line and the key of what is refused
 */
export function readStudy(path: string): Study {
  const text = new TextDecoder().decode(readInputFile(path, LARGEST_STUDY));
  const source = new YamlSource(text, path);
  const parsed = studySchema.safeParse(source.value);
  if (!parsed.success) throw new UsageError(explain(parsed.error.issues, source).join("\n"));
  return studyOf(parsed.data, dirname(resolve(path)), (where, message) => {
    throw new UsageError(`${source.where(where)}: ${message}`);
  });
}

/** A sentence for every issue, each beginning with file, line and key. */
function explain(issues: readonly Issue[], source: YamlSource, above: Path = []): string[] {
  const sentences = issues.flatMap((issue): string[] => {
    const path = [...above, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${source.where([...path, key])}: ${unknownKey(path, key)}`);
    }
    if (issue.code === "invalid_union" && path.length === 2 && path[0] === "grid") {
      const branch = axisBranch(valueAt(source.value, path));
      const inner = branch === null ? undefined : issue.errors[branch];
      return inner === undefined
        ? [`${source.where(path)}: must be ${axisForms}. A value that does not vary belongs to parameters.`]
        : explain(inner, source, path);
    }
    if (path.length === 0) return [`${source.where([])}: a study is a mapping with name, learner, parameters, …`];
    const message = path[0] === "learner" ? `must be one of ${learnerNames.join(", ")}.` : issue.message;
    return [`${source.where(path)}: ${message}`];
  });
  return [...new Set(sentences)];
}

function unknownKey([room]: Path, key: string): string {
  if (givenByTheStudy.includes(key)) return "is given by `seeds` of the study: seeds: 1..20, say.";
  if (room === "grid" && /^((patterns|targets)File|keepFirstColumn)$/.test(key))
    return "belongs to parameters: own data cannot vary.";
  return room === undefined ? "is no key of a study." : "is not a parameter of this learner.";
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

/** Numbers by size, then words by letter. */
function compareCells(a: Cell, b: Cell): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : typeof b === "number" ? 1 : 0;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function studyOf(document: StudyDocument, folder: string, refuse: Refuse): Study {
  const learner: StudyLearner = studyLearners[document.learner];
  const { patternsFile, targetsFile, keepFirstColumn, ...given } = document.parameters as Record<string, Cell>;
  const grid = document.grid as Record<string, unknown>;
  for (const key of Object.keys(grid)) {
    if (key in given) refuse(["grid", key], "is fixed under parameters as well. Keep one of the two.");
  }
  const withFolder = resolvePaths(learner, folder);
  const own = { patterns: patternsFile, targets: targetsFile, keepFirstColumn } as Partial<PatternFiles>;
  const ownData = readOwnData(document, own, folder, refuse);
  const sizes = ownData === undefined ? {} : checkedSizes(ownData, { ...given, ...grid }, grid, refuse);

  const keys = parameterKeys(learner);
  const axes = keys.filter((key) => key in grid).map((key) => axisOf(learner, key, grid[key], refuse, withFolder));
  const all = learner.schema.parse({ ...given, ...sizes }) as Record<string, Cell>;
  const fixed = Object.fromEntries(
    keys.filter((key) => !(key in grid)).map((key) => [key, withFolder(key, all[key]!)] as const),
  );
  const base = { name: document.name, learner: document.learner, fixed, axes, seeds: document.seeds };
  const study: Study = ownData === undefined ? base : { ...base, ownData };
  const count = jobCount(study);
  if (count > MAXIMUM_JOBS) {
    refuse(["grid"], `the study has ${count} jobs, at most ${MAXIMUM_JOBS} are allowed. Divide it into several.`);
  }
  return study;
}

const resolvePaths =
  ({ pathKey, pathName }: StudyLearner, folder: string) =>
  (key: string, value: Cell): Cell =>
    key === pathKey && value !== pathName ? resolve(folder, String(value)) : value;

const isInteger = ({ schema }: StudyLearner, key: string): boolean =>
  (z.toJSONSchema(schema.shape[key] as z.ZodType, { io: "input", unrepresentable: "any" }) as { type?: string })
    .type === "integer";

function axisOf(
  learner: StudyLearner,
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

function readOwnData(
  { dataSha256 }: StudyDocument,
  { patterns, targets, keepFirstColumn }: Partial<PatternFiles>,
  folder: string,
  refuse: Refuse,
): OwnData | undefined {
  if (patterns === undefined && targets === undefined) {
    if (keepFirstColumn) refuse(["parameters", "keepFirstColumn"], "needs patternsFile and targetsFile beside it.");
    return undefined;
  }
  if (patterns === undefined) return refuse(["parameters", "targetsFile"], "needs patternsFile beside it.");
  if (targets === undefined) return refuse(["parameters", "patternsFile"], "needs targetsFile beside it.");
  const kept = keepFirstColumn ? { keepFirstColumn } : {};
  const files = { patterns: resolve(folder, patterns), targets: resolve(folder, targets), ...kept };
  const hash = (key: "patterns" | "targets"): string => {
    try {
      const sha256 = createHash("sha256").update(readInputFile(files[key])).digest("hex");
      if (dataSha256 === undefined || dataSha256[key] === sha256) return sha256;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return refuse(["parameters", `${key}File`], error.message);
    }
    return refuse(["parameters", `${key}File`], `${files[key]} is not what it was when the study began.`);
  };
  return { files, sha256: { patterns: hash("patterns"), targets: hash("targets") } };
}

/** The sizes of own data, which nothing in the study may contradict. */
function checkedSizes({ files }: OwnData, given: object, grid: object, refuse: Refuse): Record<string, number> {
  const readSizes = () => {
    try {
      return readPatternSet(files.patterns, files.targets, files);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return refuse(["parameters", "patternsFile"], error.message);
    }
  };
  const { inputCount, patternCount } = readSizes();
  const sizes = { inputCount, patternCount };
  for (const [key, size] of Object.entries(sizes)) {
    const value = (given as Record<string, unknown>)[key];
    if (value !== undefined && value !== size) {
      const room = key in grid ? "grid" : "parameters";
      refuse([room, key], `must be ${size}, which is what patternsFile holds. Leave it out.`);
    }
  }
  return sizes;
}
