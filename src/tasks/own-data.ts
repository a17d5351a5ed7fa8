import type { DigitTask } from "./digits.js";
import type { PatternSet } from "./pattern-set.js";

/** Own patterns, as paths. */
export interface PatternFiles {
  patterns: string;
  targets: string;
  /** Whether a first column that counts the rows of a text file is data. */
  keepFirstColumn?: boolean;
}

/**
 * SHA-256 of own data in hexadecimal digits, by the name of what each file holds: `patterns` and `targets`, or the names of
 * the four files of digits, and `dataset` for the four together. Data are what they hold, wherever they are.
 */
export type DataHashes = Readonly<Record<string, string>>;

/**
 * How a job comes by data that are not drawn from its seed; asked only where they are needed. Data that are not those of
 * the hashes are refused.
 */
export interface DataSource {
  digits(dataset: string, hashes?: DataHashes): DigitTask;
  patterns(files: PatternFiles, hashes?: DataHashes): PatternSet;
}

/** What a job says of its data. */
export interface JobData {
  parameters: Record<string, unknown>;
  files?: PatternFiles;
  dataSha256?: DataHashes;
}

/** What data from files are, to a learner that takes them. */
export interface OwnDataForm {
  readonly form: "patterns" | "digits";
  /** The parameter that is a path, and its value that is a name and no path; null where no parameter is. */
  readonly path: { readonly key: string; readonly name: string } | null;
  /** The data of a job; undefined where they are drawn from its seed. */
  taskOf(job: JobData, source: DataSource): PatternSet | DigitTask | undefined;
  /** Names of what a job has hashes of: none where nothing can have changed, as a hash that nothing was held to says nothing. */
  hashedNames(job: JobData): readonly string[];
  /** Those of the names that have a column in the tables of a study. */
  readonly tableNames: readonly string[];
}

const PATTERN_NAMES = ["patterns", "targets"] as const;

/** Patterns and their targets, two files; without them, patterns are drawn. */
export const ownPatterns = {
  form: "patterns",
  path: null,
  taskOf: ({ files, dataSha256 }: JobData, source: DataSource): PatternSet | undefined =>
    files === undefined ? undefined : source.patterns(files, dataSha256),
  hashedNames: ({ files }: JobData): readonly string[] => (files === undefined ? [] : PATTERN_NAMES),
  tableNames: PATTERN_NAMES,
} as const satisfies OwnDataForm;

/** The digits that are part of the program, as the parameter `dataset` calls them. */
export const BUILT_IN_DIGITS = "mnist";

const datasetOf = ({ parameters }: JobData): string => String(parameters[ownDigits.path.key] ?? ownDigits.path.name);

/** Images of digits in a folder of IDX files, which is a parameter; its other value is the name of the built-in ones. */
export const ownDigits = {
  form: "digits",
  path: { key: "dataset", name: BUILT_IN_DIGITS },
  taskOf: (job: JobData, source: DataSource): DigitTask => source.digits(datasetOf(job), job.dataSha256),
  hashedNames: (job: JobData): readonly string[] =>
    datasetOf(job) === BUILT_IN_DIGITS
      ? []
      : [
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte",
          "dataset",
        ],
  tableNames: ["dataset"],
} as const satisfies OwnDataForm;

/** The forms there are; a learner that takes no files has none. */
export type OwnData = typeof ownPatterns | typeof ownDigits;
