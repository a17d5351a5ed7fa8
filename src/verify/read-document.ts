import { decodeText } from "../node/files/decode-text.js";
import { readInputFile } from "../node/files/files.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";

/** A JSON object as it was read. */
export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** No document of the program goes deeper; what does would exhaust the stack of whoever walks through it. */
const DEEPEST = 32;

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    const inner: unknown[] = [];
    for (const one of level) {
      if (typeof one !== "object" || one === null) continue;
      for (const item of Object.values(one)) inner.push(item);
    }
    level = inner;
  }
  return false;
}

/**
 * A document of the program: a JSON object of a version that this one can read.
 *
 * @throws {UsageError} whatever else the file holds
 */
export function readDocument(file: string): JsonRecord {
  const name = shownPath(file);
  const text = decodeText(readInputFile(file), file);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    // In quotes, as the message repeats a part of the file.
    const reason = shown((cause as Error).message);
    throw new UsageError(`${name} is no JSON: ${reason}. Give a file as the program wrote it.`, { cause });
  }
  if (!isRecord(document) || isTooDeep(document)) {
    const found = isRecord(document) ? `records within records, more than ${DEEPEST} deep` : shown(document);
    throw new UsageError(
      `${name} must hold one document, a JSON object, got ${found}. Give a file as the program wrote it.`,
    );
  }
  checkVersion(name, document);
  return document;
}

/** Documents of earlier versions are read; a missing one is for the reader to judge. */
function checkVersion(name: string, document: JsonRecord): void {
  const { schemaVersion: found, version: program } = document;
  if (found !== undefined && !(Number.isInteger(found) && (found as number) >= 1)) {
    throw new UsageError(
      `${name}: schemaVersion must be an integer from 1 to ${schemaVersion}, got ${shown(found)}. Give a file as the program wrote it.`,
    );
  }
  if (program !== undefined && typeof program !== "string") {
    throw new UsageError(
      `${name}: version must be text, such as "${version}", got ${shown(program)}. Give a file as the program wrote it.`,
    );
  }
  if (found !== undefined && (found as number) > schemaVersion) {
    throw new UsageError(
      `${name}: schemaVersion must be at most ${schemaVersion}, got ${shown(found)}. ` +
        `Version ${program === undefined ? "unknown" : shown(program)} of the program wrote it, and this is ${version}: use that one.`,
    );
  }
}
