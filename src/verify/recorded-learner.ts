import type { Job } from "../jobs/index.js";
import type { Learner } from "../learner/learner.js";
import { type LearnerName, learnerNames } from "../learners/learners.js";
import { parseParameters } from "../schema/parameter.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { learnerOf, takesPatterns } from "../study/learners.js";
import type { DataHashes, JobData } from "../tasks/own-data.js";

/** The learner that a file names. */
export function recordedLearner(file: string, name: unknown): Learner {
  const known = learnerNames.find((learner) => learner === name);
  if (known !== undefined) return learnerOf(known);
  if (name === "account") {
    throw new UsageError(
      `${shownPath(file)}: is an account, which does not hold the weights that it is of, so that it cannot be run again from this file. ` +
        "Run syncache account on the weights with the same flags, and compare the two documents.",
    );
  }
  throw new UsageError(
    `${shownPath(file)}: learner must be one of ${learnerNames.join(", ")}, got ${name === undefined ? "none" : shown(name)}. ` +
      "Give the document of a learner, or results.csv or results.parquet of a study.",
  );
}

/** The parameters that name own data. */
export const dataKeys = ["patternsFile", "targetsFile"] as const;

/** The form of the data of a recorded run, which is a run of a learner. */
const dataOf = ({ kind }: Job): Learner["data"] => learnerOf(kind as LearnerName).data;

/** What a run has hashes of, by name: none without own data. */
export const hashedNames = (job: Job): readonly string[] => dataOf(job)?.hashedNames(job as JobData) ?? [];

/** Those of the names that tables of a study have columns for. */
export const hashedInTables = (job: Job): readonly string[] =>
  hashedNames(job).filter((name) => dataOf(job)?.tableNames.some((one) => one === name));

/** Recorded parameters in full, as a run has them now, and the run. */
export interface RecordedParameters {
  full: Record<string, unknown>;
  job: Job;
}

/**
 * Reads recorded parameters as those of one run.
 *
 * @param place what a message begins with
 * @param recorded parameters, and what else stands beside them, which is left alone
 * @throws {UsageError} if they are none of the learner's
 */
export function recordedParameters(
  place: string,
  learner: Learner,
  recorded: Record<string, unknown>,
  dataSha256?: DataHashes,
): RecordedParameters {
  const { name, schema } = learner;
  const known = Object.keys(schema.shape).filter((key) => Object.hasOwn(recorded, key));
  const given = Object.fromEntries(known.map((key) => [key, recorded[key]]));
  const full = parseParameters(schema, given, (key) => `${place}: ${key}`) as Record<string, unknown>;
  const [patterns, targets] = dataKeys.map((key) =>
    takesPatterns(learner) ? (recorded[key] ?? undefined) : undefined,
  );
  const hashes = dataSha256 === undefined ? {} : { dataSha256 };
  const job = { kind: name, parameters: full, ...hashes };
  if (patterns === undefined && targets === undefined) return { full, job: job as Job };
  for (const [key, path] of [["patternsFile", patterns] as const, ["targetsFile", targets] as const]) {
    if (typeof path === "string" && path !== "") continue;
    throw new UsageError(
      `${place}: ${key} must be the path of a file, as own data are two files, got ${path === undefined ? "none" : shown(path)}. ` +
        "Give a file as the program wrote it.",
    );
  }
  const kept = recorded.keepFirstColumn === true ? { keepFirstColumn: true } : {};
  const files = { patternsFile: patterns, targetsFile: targets, ...kept };
  return { full: { ...full, ...files }, job: { ...job, files: { patterns, targets, ...kept } } as unknown as Job };
}
