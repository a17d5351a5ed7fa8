import { resolve } from "node:path";
import { readOwnDigits, readOwnPatterns } from "../node/data/own-data.js";
import type { Cell } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import type { DataHashes } from "../tasks/own-data.js";
import { learnerOf } from "./learners.js";
import type { Axis, OwnData, Study } from "./study.js";
import type { StudyDocument } from "./study-schema.js";

/** Throws a refusal that names file, line and key. */
export type Refuse = (path: readonly PropertyKey[], message: string) => never;

export type Sizes = { inputCount: number; patternCount: number };

/**
 * How a study comes by what its data are. To run it they are read, and checked. To look at what is recorded of it they
 * need not be there: their hashes are those of its document, and sizes that are not in there are asked for.
 */
export type DataAccess = { from: "files" } | { from: "record"; sizes(): Sizes | undefined };

/** Turns the refusal of a data file into one that names the line of the study. */
function reading<T>(path: readonly PropertyKey[], refuse: Refuse, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) return refuse(path, error.message);
    throw error;
  }
}

/** The own patterns of a study with their sizes, which nothing in the study may contradict; undefined without any. */
export function ownPatternsOf(
  { parameters, grid, dataSha256 }: StudyDocument,
  folder: string,
  access: DataAccess,
  refuse: Refuse,
): { ownData: OwnData; sizes: Partial<Sizes> } | undefined {
  const { patternsFile, targetsFile, keepFirstColumn, ...given } = parameters as Record<string, unknown>;
  if (patternsFile === undefined && targetsFile === undefined) {
    if (keepFirstColumn) refuse(["parameters", "keepFirstColumn"], "needs patternsFile and targetsFile beside it.");
    return undefined;
  }
  if (patternsFile === undefined) return refuse(["parameters", "targetsFile"], "needs patternsFile beside it.");
  if (targetsFile === undefined) return refuse(["parameters", "patternsFile"], "needs targetsFile beside it.");
  const files = {
    ...{ patterns: resolve(folder, String(patternsFile)), targets: resolve(folder, String(targetsFile)) },
    ...(keepFirstColumn ? { keepFirstColumn: true } : {}),
  };
  const recorded = dataSha256 as OwnData["sha256"] | undefined;
  if (access.from === "record") {
    if (recorded === undefined) return refuse([], "has own data without dataSha256, which says what they were.");
    const stated = "inputCount" in given && "patternCount" in given;
    return { ownData: { files, sha256: recorded }, sizes: stated ? {} : (access.sizes() ?? {}) };
  }
  const { task, hashes } = reading(["parameters", "patternsFile"], refuse, () => readOwnPatterns(files, recorded));
  const sizes = { inputCount: task.inputCount, patternCount: task.patternCount };
  for (const [key, size] of Object.entries(sizes)) {
    const value = ({ ...given, ...grid } as Record<string, unknown>)[key];
    if (value === undefined || value === size) continue;
    refuse(
      [key in grid ? "grid" : "parameters", key],
      `must be ${size}, which is what patternsFile holds. Leave it out.`,
    );
  }
  return { ownData: { files, sha256: hashes as OwnData["sha256"] }, sizes };
}

/** What is in the folders of digits of a study, by their paths. Digits that are part of the program are read as well. */
export function datasetsOf(
  { dataSha256 }: StudyDocument,
  { learner, fixed, axes }: Pick<Study, "learner" | "fixed" | "axes">,
  folder: string,
  access: DataAccess,
  refuse: Refuse,
): Study["datasets"] {
  const { data } = learnerOf(learner);
  if (data === null || data.path === null) return undefined;
  const { key: pathKey, name: pathName } = data.path;
  const axis = axes.find(({ key }) => key === pathKey);
  const place = [axis === undefined ? "parameters" : "grid", pathKey];
  const stated = Object.entries((dataSha256 ?? {}) as Record<string, DataHashes>);
  const recorded = new Map(stated.map(([path, hashes]) => [resolve(folder, path), hashes]));
  const found = new Map<string, DataHashes>();
  for (const path of pathsOf(axis, fixed[pathKey]!)) {
    const known = recorded.get(path);
    const hashes = access.from === "record" ? known : reading(place, refuse, () => readOwnDigits(path, known)).hashes;
    if (path === pathName || hashes === undefined) continue;
    const twin = [...found].find(([, { dataset }]) => dataset === hashes.dataset)?.[0];
    if (twin !== undefined) refuse(place, `${twin} and ${path} hold the same data. Keep one of them.`);
    found.set(path, hashes);
  }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

const pathsOf = (axis: Axis | undefined, fixed: Cell): string[] => (axis?.values ?? [fixed]).map(String);
