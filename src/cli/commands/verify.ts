import { extname } from "node:path";
import { Command } from "commander";
import { toJson } from "../../schema/result.js";
import { shown, shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { schemaVersion, version } from "../../schema/version.js";
import type { Difference } from "../../verify/differences.js";
import { readDocument } from "../../verify/read-document.js";
import { readRecording } from "../../verify/recorded-runs.js";
import { sampleOf, verifyRuns } from "../../verify/verify.js";
import { headings } from "../help/groups.js";
import { addJobsFlag, threadsOf } from "../printing/output.js";
import { startProgress } from "../printing/progress.js";

interface VerifyOptions {
  jobs?: string;
  sample?: string;
  json?: boolean;
}

const DIFFERS = 1;
const SHOWN_DIFFERENCES = 10;

/** What was run again, and what came out differently. */
interface Verdict {
  count: number;
  unit: "runs" | "tables";
  differences: Difference[];
  recordedVersion?: string;
  formerSchemaVersion?: number;
}

function sampleSize({ sample }: VerifyOptions): number {
  if (sample === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(sample)) return Number(sample);
  throw new UsageError(`--sample must be an integer from 1, got ${shown(sample)}. Leave it out to verify every run.`);
}

async function examine(file: string, options: VerifyOptions): Promise<Verdict> {
  const threads = threadsOf(options);
  const sample = sampleSize(options);
  const document = extname(file).toLowerCase() === ".json" ? readDocument(file) : {};
  if ("figure" in document) {
    if (options.sample !== undefined) {
      throw new UsageError(
        "--sample is for the runs of a learner or a study; the tables of a figure are verified whole. Leave it out.",
      );
    }
    const { verifyFigure } = await import("../../verify/verify-figure.js");
    const { tableCount, differences } = await verifyFigure(file, document, threads);
    const verdict = { count: tableCount, unit: "tables" as const, differences };
    return typeof document.version === "string" ? { ...verdict, recordedVersion: document.version } : verdict;
  }
  const recording = await readRecording(file);
  const { version: recordedVersion, formerSchemaVersion } = recording;
  const chosen = sampleOf(recording.runs, sample);
  const progress = startProgress("runs", chosen.length);
  const differences = await verifyRuns(recording, chosen, threads, () => progress.advance(1));
  progress.stop();
  const former = formerSchemaVersion === undefined ? {} : { formerSchemaVersion };
  const verdict = { count: chosen.length, unit: "runs" as const, differences, ...former };
  return recordedVersion === undefined ? verdict : { ...verdict, recordedVersion };
}

async function verify(file: string, options: VerifyOptions): Promise<void> {
  const { count, unit, differences, recordedVersion, formerSchemaVersion } = await examine(file, options);
  if (formerSchemaVersion !== undefined) {
    console.error(
      `syncache: ${shownPath(file)} has the names of schema version ${formerSchemaVersion}, and is read as one of version ` +
        `${schemaVersion}: a threshold that was found is foundThreshold there.`,
    );
  }
  const same = differences.length === 0;
  // Before the first line is printed: whoever reads only some of them gets the same status.
  process.exitCode = same ? 0 : DIFFERS;
  if (options.json) {
    console.log(toJson({ schemaVersion, version, recordedVersion: recordedVersion ?? null, same, count, differences }));
  } else if (same) {
    console.log(`The same: ${count} ${unit} of ${shownPath(file)} came out as they are recorded, to the last digit.`);
  } else {
    console.log(`Different: ${differences.length} values of ${shownPath(file)} did not come out as they are recorded.`);
    for (const { of, key, recorded, found } of differences.slice(0, SHOWN_DIFFERENCES)) {
      // A curve is long, and what a file holds may be anything.
      console.log(`  ${of}, ${shownPath(key)}: recorded ${shownPath(recorded)}, found ${shownPath(found)}`);
    }
    if (recordedVersion !== undefined && recordedVersion !== version) {
      console.log(`It was recorded by version ${recordedVersion}; this is ${version}.`);
    }
  }
}

/** `syncache verify` */
export function verifyCommand(): Command {
  const command = new Command("verify")
    .argument(
      "<file>",
      "a learner's JSON, the provenance of a figure, or results.csv or results.parquet of a study; no account, whose weights it has not",
    )
    .optionsGroup(headings.run)
    .option("--sample <n>", "so many runs, evenly spread over the file [from 1; default: all]");
  return addJobsFlag(command)
    .optionsGroup(headings.output)
    .option("--json", "print one JSON document and nothing else")
    .action(verify);
}
