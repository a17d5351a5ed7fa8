import { MAXIMUM_SEED } from "../caching/parameters.js";
import { seedsOfRuns, sharedAmong } from "../learner/shared-threshold.js";
import { FOUND_AS_ASKED, withFoundThreshold } from "../schema/former-runs.js";
import { infinityOfWord } from "../schema/infinity.js";
import { type Run, summarise, toJson } from "../schema/result.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { schemaVersion, version } from "../schema/version.js";
import { formatSeeds } from "../study/seeds.js";
import type { DataHashes } from "../tasks/own-data.js";
import { type Difference, differencesOf } from "./differences.js";
import { isRecord, type JsonRecord } from "./read-document.js";
import { hashedNames, recordedLearner, recordedParameters } from "./recorded-learner.js";
import type { RecordedRun, Recording } from "./recorded-runs.js";

/** As a document states it: Infinity is a word, and a key without a value is not there. */
const asStated = (value: object): JsonRecord => JSON.parse(toJson(value)) as JsonRecord;

/** Found in place of a hash that should be there; what it is, a run does not say. */
const A_HASH = "(a hash)";

const isSeed = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAXIMUM_SEED;

/** A document of an earlier version with the names of now; one of now is returned as it is. */
function asOfNow(document: JsonRecord): JsonRecord {
  if (document.schemaVersion !== FOUND_AS_ASKED) return document;
  const asked = isRecord(document.parameters) ? document.parameters.threshold : undefined;
  const renamed = <T>(value: T): T => (isRecord(value) ? withFoundThreshold(value, asked) : value);
  const { runs, summary } = document;
  const means = isRecord(summary)
    ? { ...summary, mean: renamed(summary.mean), standardDeviation: renamed(summary.standardDeviation) }
    : summary;
  return {
    ...document,
    schemaVersion,
    ...(Array.isArray(runs) ? { runs: runs.map(renamed) } : {}),
    ...(summary === undefined ? {} : { summary: means }),
  };
}

/** The document of a learner: all of it is compared, its summary and what it says of itself included. */
export class RecordedDocument implements Recording {
  readonly runs: readonly RecordedRun[];
  readonly version?: string;
  readonly formerSchemaVersion?: number;
  private readonly file: string;
  private readonly document: JsonRecord;
  private readonly learner: string;
  /** Every parameter, as the program would state it. */
  private readonly parameters: JsonRecord;
  /** Rows for the summary, as recorded until they are found. */
  private readonly rows: Run[];

  /** @throws {UsageError} if it is no document of a learner, or states nothing of its runs */
  constructor(file: string, given: JsonRecord) {
    this.file = shownPath(file);
    const document = asOfNow(given);
    this.document = document;
    if (document !== given) this.formerSchemaVersion = FOUND_AS_ASKED;
    const learner = recordedLearner(file, document.learner);
    this.learner = learner.name;
    if (typeof document.version === "string") this.version = document.version;
    const parameters = this.recordOf("parameters", document.parameters);
    const { full } = recordedParameters(`${this.file}: parameters`, learner, parameters);
    const hashes = this.hashesOf(document.dataSha256);
    this.parameters = full;
    const runs = this.listOf("runs", document.runs).map((run, i) => this.recordOf(`runs[${i}]`, run));
    if (runs.every((run) => Object.keys(run).length === 0)) {
      throw new UsageError(
        `${this.file} states nothing of any run, so that there is nothing to compare: runs must be a list of records, ` +
          `got ${shown(document.runs)}. Give a file as the program wrote it.`,
      );
    }
    this.runs = runs.map((recorded, i) => {
      // The seed of a run that does not state one follows from its place.
      const seed = isSeed(recorded.seed) ? recorded.seed : Math.min((full.seed as number) + i, MAXIMUM_SEED);
      const shared = sharedAmong(full, () => seedsOfRuns(full as { seed: number; runs: number }));
      const { job } = recordedParameters(this.file, learner, { ...parameters, ...shared, seed, runs: 1 }, hashes);
      return { number: i + 1, job, recorded };
    });
    this.rows = runs.map((run) => {
      const entries = Object.entries(run).map(([key, value]) => [key, infinityOfWord(value)]);
      return Object.fromEntries(entries) as Run;
    });
  }

  compare({ number, recorded }: RecordedRun, result: object): Difference[] {
    const { curve: _, ...row } = result as Run;
    this.rows[number - 1] = row;
    return differencesOf(`run ${number}`, recorded, asStated(result));
  }

  compareRest(): Difference[] {
    // Joules follow from the runs, which are compared, and from profiles of cells, which are no part of them.
    const { runs: _, devices: __, ...head } = this.document;
    const found = {
      schemaVersion,
      learner: this.learner,
      version: this.version ?? version,
      parameters: this.parameters,
      ...this.comparedHashes(),
      summary: summarise(this.rows),
    };
    return [...differencesOf(this.file, head, asStated(found)), ...this.compareSeeds()];
  }

  /** The hashes that every run was held to, and a word for each that is not there. */
  private comparedHashes(): { dataSha256?: DataHashes } {
    const stated = this.hashesOf(this.document.dataSha256);
    const names = this.runs.length === 0 ? [] : hashedNames(this.runs[0]!.job);
    if (stated === undefined || names.length === 0) return {};
    return { dataSha256: Object.fromEntries(names.map((name) => [name, stated[name] ?? A_HASH])) };
  }

  /** A document has a run for every seed, in their order. */
  private compareSeeds(): Difference[] {
    const { seed, runs } = this.parameters as { seed: number; runs: number };
    const recorded = this.runs.map(({ job }) => (job.parameters as { seed: number }).seed);
    if (recorded.length === runs && recorded.every((one, i) => one === seed + i)) return [];
    const expected = formatSeeds(Array.from({ length: runs }, (_, i) => seed + i));
    return [
      {
        of: this.file,
        key: "runs.seed",
        recorded: JSON.stringify(formatSeeds(recorded)),
        found: JSON.stringify(expected),
      },
    ];
  }

  private hashesOf(value: unknown): DataHashes | undefined {
    if (value === undefined) return undefined;
    const hashes = this.recordOf("dataSha256", value);
    if (Object.values(hashes).every((hash) => typeof hash === "string")) return hashes as DataHashes;
    throw this.refusal("dataSha256", "a record with a hash for every file", value);
  }

  private recordOf(key: string, value: unknown): JsonRecord {
    if (isRecord(value)) return value;
    throw this.refusal(key, "a record", value);
  }

  private listOf(key: string, value: unknown): unknown[] {
    if (Array.isArray(value)) return value;
    throw this.refusal(key, "a list of records", value);
  }

  private refusal(key: string, allowed: string, value: unknown): UsageError {
    return new UsageError(
      `${this.file}: ${key} must be ${allowed}, got ${value === undefined ? "none" : shown(value)}. Give a file as the program wrote it.`,
    );
  }
}
