import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createFile, readWhole } from "../../node/files/create-file.js";
import { prepareOutputFolder, writeFileAtomically } from "../../node/files/output-folder.js";
import { namesIn } from "../../node/files/own-files.js";
import { timeOfFolder } from "../../node/files/temporary-files.js";
import { toJson } from "../../schema/result.js";
import { UsageError } from "../../schema/usage-error.js";
import { type FormerPaths, formerPathsOf, pathsWithoutHash } from "../former-ids.js";
import { readStudy, readStudyDocument } from "../read-study.js";
import { type Shard, shardName } from "../running/shard.js";
import { refuseOtherStudy } from "../same-study.js";
import type { Study } from "../study.js";
import type { Sizes } from "../study-data.js";
import { documentOf } from "../study-document.js";
import { readJournal } from "./read-journal.js";

/** Where things are in the folder of a study. */
export const studyFile = (folder: string): string => join(folder, "study.json");
export const journalFolder = (folder: string): string => join(folder, "journal");
export const journalFile = (folder: string, shard: Shard): string =>
  join(journalFolder(folder), `${shardName(shard)}.jsonl`);
/** What `--collect` writes. */
export const tableFiles = {
  csv: "results.csv",
  parquet: "results.parquet",
  summaryCsv: "summary.csv",
  summaryParquet: "summary.parquet",
  curves: "curves.parquet",
} as const;

/** The journals of all shards, also of other divisions of the study, in a fixed order. */
export function journalFiles(folder: string): string[] {
  if (!existsSync(journalFolder(folder))) return [];
  const names = namesIn(journalFolder(folder)).filter((name) => /^shard-\d+-of-\d+\.jsonl$/.test(name));
  return names.sort().map((name) => join(journalFolder(folder), name));
}

/** The study of a folder, from what the folder itself holds: its data may be elsewhere, or nowhere any more. */
export function studyOfFolder(folder: string): Study {
  if (!existsSync(studyFile(folder))) {
    throw new UsageError(
      `${JSON.stringify(folder)} holds no study: it has no study.json. ` +
        "Give the folder that was given to `syncache sweep STUDY.yaml --out`.",
    );
  }
  return reading(() => readStudy(studyFile(folder), { from: "record", sizes: () => recordedSizes(folder) }));
}

/** A `study.json` that is not one has been changed by someone else: the program writes it whole or not at all. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    throw new UsageError(`${cause.message}\nPut back what the program wrote there, or give another folder.`, { cause });
  }
}

/** Sizes of own data, which version 0.1.0 did not write into `study.json`: every record has them. */
function recordedSizes(folder: string): Sizes | undefined {
  for (const file of journalFiles(folder)) {
    for (const { record } of readJournal(file)) {
      const { inputCount, patternCount } = record.parameters;
      if (typeof inputCount === "number" && typeof patternCount === "number") return { inputCount, patternCount };
    }
  }
  return undefined;
}

/**
 * Makes a folder that of a study, or goes on with one: the same study as it is, a changed one in its new form. Whatever
 * moment a process is killed at, the next call goes on.
 *
 * @returns paths of own data that version 0.1.0 recorded without saying what they held, and which are taken to be those
 *   that are there now
 * @throws {UsageError} if the folder holds another study
 */
export function openStudyFolder(folder: string, study: Study): string[] {
  prepareOutputFolder(folder);
  refuseForeignTables(folder);
  prepareOutputFolder(journalFolder(folder));
  removeLeftovers(folder, /^(\.probe|study\.json|(results|summary)\.(csv|parquet)|curves\.parquet)\..*(tmp|new-\d+)$/);
  removeLeftovers(journalFolder(folder), /^\..*\.tmp$/);
  const textWith = (former: FormerPaths): string => `${toJson(documentOf(folder, study, former), 2)}\n`;
  if (!existsSync(studyFile(folder)) && createFile(studyFile(folder), textWith({}))) return [];
  const known = reading(() => readWhole(studyFile(folder)));
  const document = reading(() => readStudyDocument(studyFile(folder)));
  const text = textWith(formerPathsOf(document, study));
  if (known === text) return [];
  refuseOtherStudy(folder, studyOfFolder(folder), study, pathsWithoutHash(document));
  writeFileAtomically(studyFile(folder), text);
  return pathsWithoutHash(document).filter((path) => path in (study.datasets ?? {}));
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
