import type { Job } from "../jobs/index.js";
import { parseParameters } from "../schema/parameter.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { type LearnerName, learnerNames, type StudyLearner, studyLearners } from "../study/learners.js";

/** The learner that a file names. */
export function recordedLearner(file: string, name: unknown): StudyLearner & { name: LearnerName } {
  const known = learnerNames.find((learner) => learner === name);
  if (known !== undefined) return { ...studyLearners[known], name: known };
  throw new UsageError(
    `${shownPath(file)}: learner must be one of ${learnerNames.join(", ")}, got ${name === undefined ? "none" : shown(name)}. ` +
      "Give the document of a learner, or results.csv or results.parquet of a study.",
  );
}

/** The parameters that name own data. */
export const dataKeys = ["patternsFile", "targetsFile"] as const;

/** SHA-256 of own data, by the name of what each file holds; a run is refused whose data are others. */
export type RecordedHashes = Readonly<Record<string, string>>;

const DIGIT_FILES = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

/** What a run has hashes of, by name: none without own data, as a hash that nothing was held to says nothing. */
export function hashedNames(job: Job): readonly string[] {
  if (job.kind === "perceptron") return job.files === undefined ? [] : ["patterns", "targets"];
  if (job.kind !== "mlp" || (job.parameters.dataset ?? "mnist") === "mnist") return [];
  return [...DIGIT_FILES, "dataset"];
}

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
  { name, schema, takesOwnData }: ReturnType<typeof recordedLearner>,
  recorded: Record<string, unknown>,
  dataSha256?: RecordedHashes,
): RecordedParameters {
  const known = Object.keys(schema.shape).filter((key) => Object.hasOwn(recorded, key));
  const given = Object.fromEntries(known.map((key) => [key, recorded[key]]));
  const full = parseParameters(schema, given, (key) => `${place}: ${key}`) as Record<string, unknown>;
  const [patterns, targets] = dataKeys.map((key) => (takesOwnData ? (recorded[key] ?? undefined) : undefined));
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
