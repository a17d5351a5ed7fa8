import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createFile, readWhole } from "../node/create-file.js";
import { prepareOutputFolder, writeFileAtomically } from "../node/output-folder.js";
import { removeAbandoned, timeOfFolder } from "../node/temporary-files.js";
import { toJson } from "../schema/result.js";
import type { Cell } from "../schema/row.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { readStudy } from "./read-study.js";
import { formatSeeds } from "./seeds.js";
import { type Shard, shardName } from "./shard.js";
import type { OwnData, Study } from "./study.js";

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

function documentOf({ name, learner, fixed, axes, seeds, ownData }: Study): FolderDocument {
  const { inputCount: _, patternCount: __, ...others } = fixed;
  const files = { patternsFile: ownData?.files.patterns ?? "", targetsFile: ownData?.files.targets ?? "" };
  const parameters = ownData === undefined ? fixed : { ...others, ...files };
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
  removeLeftovers(folder, /^(\.probe|study\.json|results\.csv|results\.parquet|curves\.parquet)\..*(tmp|new-\d+)$/);
  removeAbandoned(journalFolder(folder));
  removeLeftovers(journalFolder(folder), /^\..*\.tmp$/);
  const document = documentOf(study);
  const text = `${toJson(document, 2)}\n`;
  if (!existsSync(studyFile(folder)) && createFile(studyFile(folder), text)) return;
  const known = readWhole(studyFile(folder));
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

/** What killed processes have left while they set up or collected; others may be at it now, and are done in a while. */
const LEFTOVER_AGE_MS = 600_000;

function removeLeftovers(folder: string, pattern: RegExp): void {
  const names = readdirSync(folder).filter((file) => pattern.test(file));
  if (names.length === 0) return;
  const now = timeOfFolder(folder);
  for (const name of names) {
    const path = join(folder, name);
    const age = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
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
const isPath = (key: string): boolean => key === "patternsFile" || key === "targetsFile";
