import type { AccountDocument } from "../../account/document.js";
import { mergeParts } from "../../account/merge.js";
import { accountSchema } from "../../account/parameters.js";
import { reviveInfinity } from "../../schema/infinity.js";
import { parseParameters } from "../../schema/parameter.js";
import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { isRecord, readDocument } from "../../verify/read-document.js";

const isTotals = (value: unknown): boolean =>
  isRecord(value) &&
  Number.isInteger(value.unitCount) &&
  isRecord(value.sums) &&
  ["consolidated", "transientHeld", "transientChanged", "persistentHeld", "minimal"].every((name) => {
    const parts = (value.sums as Record<string, unknown>)[name];
    return Array.isArray(parts) && parts.every(Number.isFinite);
  }) &&
  (value.eventCount === undefined || Number.isSafeInteger(value.eventCount)) &&
  Array.isArray(value.writes) &&
  value.writes.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isSafeInteger));

/** @throws UsageError unless it has what is merged */
function partOf(file: string): AccountDocument {
  const document = reviveInfinity(readDocument(file));
  const refuse = (what: string): never => {
    throw new UsageError(`${shownPath(file)}: must be a part of an account, but ${what}. Give files of --shard runs.`);
  };
  if (document.learner !== "account") return refuse("is another document");
  const { runs, part, source } = document;
  if (!Array.isArray(runs) || runs.length !== 1 || !isRecord(runs[0]) || !Number.isInteger(runs[0].stepCount)) {
    return refuse("has not one run");
  }
  if (!isRecord(source) || !isRecord(part) || !Number.isInteger(part.index) || !Number.isInteger(part.count)) {
    return refuse("is a whole one, or not complete");
  }
  if (!isTotals(part.totals) || !(part.optimum === null || isTotals(part.optimum))) return refuse("has no exact sums");
  parseParameters(accountSchema, document.parameters);
  return document as unknown as AccountDocument;
}

/**
 * Joins the parts that files hold.
 *
 * @throws UsageError for what is not all parts of one account
 */
export const readParts = (files: readonly string[]): AccountDocument =>
  mergeParts(files.map((file) => ({ name: shownPath(file), document: partOf(file) })));
