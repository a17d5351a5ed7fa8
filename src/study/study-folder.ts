import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { prepareOutputFolder, writeFileAtomically } from "../node/output-folder.js";
import { toJson } from "../schema/result.js";
import type { Cell } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { readStudy } from "./read-study.js";
import { formatSeeds } from "./seeds.js";
import { type Shard, shardName } from "./shard.js";
import { type OwnData, ownDataCells, type Study } from "./study.js";

/** Where things are in the folder of a study. */
export const studyFile = (folder: string): string => join(folder, "study.json");
export const journalFolder = (folder: string): string => join(folder, "journal");
export const journalFile = (folder: string, shard: Shard): string =>
  join(journalFolder(folder), `${shardName(shard)}.jsonl`);
/** What `--collect` writes. */
export const tableFiles = { csv: "results.csv", parquet: "results.parquet", curves: "curves.parquet" } as const;

/** The journals of all shards, also of other divisions of the study, in a fixed order. */
export function journalFiles(folder: string): string[] {
  if (!existsSync(journalFolder(folder))) return [];
  const names = readdirSync(journalFolder(folder)).filter((name) => /^shard-\d+-of-\d+\.jsonl$/.test(name));
  return names.sort().map((name) => join(journalFolder(folder), name));
}

/** `study.json`: a document that `readStudy` takes wherever it stands, as paths are absolute and every value is there. */
interface FolderDocument {
  schemaVersion: number;
  version: string;
  name: string;
  learner: string;
  parameters: Record<string, Cell>;
  grid: Record<string, Cell[]>;
  seeds: (string | number)[];
  dataSha256?: OwnData["sha256"];
}

function documentOf(study: Study): FolderDocument {
  const { name, learner, fixed, axes, seeds, ownData } = study;
  const { inputCount: _, patternCount: __, ...others } = fixed;
  const parameters = ownData === undefined ? fixed : { ...others, ...ownDataCells(study) };
  const grid = Object.fromEntries(axes.map(({ key, values }) => [key, values]));
  const document = { schemaVersion, version, name, learner, parameters, grid, seeds: formatSeeds(seeds) };
  return ownData === undefined ? document : { ...document, dataSha256: ownData.sha256 };
}

/** The study of a folder, from what the folder itself holds. */
export function studyOfFolder(folder: string): Study {
  if (existsSync(studyFile(folder))) return readStudy(studyFile(folder));
  throw new UsageError(
    `${JSON.stringify(folder)} holds no study: it has no study.json. ` +
      "Give the folder that was given to `syncache sweep STUDY.yaml --out`.",
  );
}

/**
 * Makes a folder that of a study, or goes on with one: the same study as it is, a changed one in its new form. Whatever
 * moment a process is killed at, the next call goes on.
 *
 * @throws {UsageError} if the folder holds another study
 */
export function openStudyFolder(folder: string, study: Study): void {
  prepareOutputFolder(folder);
  refuseForeignTables(folder);
  mkdirSync(journalFolder(folder), { recursive: true });
  removeLeftovers(folder, /^(\.probe|study\.json)\..*(tmp|new-\d+)$/);
  removeLeftovers(journalFolder(folder), /^\..*\.tmp$/);
  const document = documentOf(study);
  const text = `${toJson(document, 2)}\n`;
  if (createFile(studyFile(folder), text)) return;
  const known = readFileSync(studyFile(folder), "utf8");
  if (known === text) return;
  refuseOtherStudy(folder, parseDocument(studyFile(folder), known), JSON.parse(text));
  writeFileAtomically(studyFile(folder), text);
}

function parseDocument(file: string, text: string): FolderDocument {
  try {
    return JSON.parse(text) as FolderDocument;
  } catch (cause) {
    const remedy = "Put back what the program wrote there, or give another folder.";
    throw new UsageError(`${file} is not the JSON it should be: ${(cause as Error).message}. ${remedy}`, { cause });
  }
}

/** Writes a file that is not there yet, whole or not at all; false if it is there. Only one of two processes can do it. */
function createFile(path: string, text: string): boolean {
  if (existsSync(path)) return false;
  const temporary = `${path}.new-${process.pid}`;
  writeFileAtomically(temporary, text);
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Files of processes that were killed while they set up; others may be at it now, and are done within a moment. */
const LEFTOVER_AGE_MS = 60_000;

function removeLeftovers(folder: string, pattern: RegExp): void {
  for (const name of readdirSync(folder).filter((file) => pattern.test(file))) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LEFTOVER_AGE_MS) rmSync(path, { force: true });
  }
}

function refuseForeignTables(folder: string): void {
  const table = Object.values(tableFiles).find((name) => existsSync(join(folder, name)));
  if (table === undefined || existsSync(studyFile(folder))) return;
  throw new UsageError(
    `${JSON.stringify(folder)} holds ${table} and no study, so that collecting would replace it. Give another folder.`,
  );
}

/**
 * A study is the same as long as its name, its learner, its data and what both versions fix are the same. What varies may
 * gain and lose values, and a fixed parameter may become one that varies.
 */
function refuseOtherStudy(folder: string, old: FolderDocument, now: FolderDocument): void {
  const show = (value: unknown): string => JSON.stringify(value);
  const differences = (["name", "learner"] as const)
    .filter((key) => old[key] !== now[key])
    .map((key) => `${key} ${show(old[key])}, not ${show(now[key])}`);
  if (show(old.dataSha256) !== show(now.dataSha256)) differences.push("other data to learn");
  for (const [key, value] of Object.entries(now.parameters)) {
    const before = old.parameters[key];
    if (isPath(key) || before === undefined || before === value) continue;
    differences.push(`${key} ${show(before)}, not ${show(value)}`);
  }
  if (differences.length === 0) return;
  throw new UsageError(
    `${JSON.stringify(folder)} holds another study, with ${differences.join("; ")}. ` +
      "Give another folder, or, to have both values of a parameter in one study, put them into the grid.",
  );
}

/** Data are compared by what they hold: they may be moved. */
const isPath = (key: string): boolean => key === "patternsFile" || key === "targetsFile" || key === "keepFirstColumn";
