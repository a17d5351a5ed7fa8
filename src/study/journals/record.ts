import { crc32 } from "node:zlib";
import { z } from "zod";
import { withFoundThreshold } from "../../schema/former-runs.js";
import type { Run } from "../../schema/result.js";
import { toJson } from "../../schema/result.js";
import type { StudyJob } from "../study.js";

/** What the journal holds of a job that has ended: its run, or why there is none. */
export interface JobRecord extends StudyJob {
  /** Of the program. */
  version: string;
  /** Fingerprint of the code that computed it; records of 0.1.0 may have none. */
  code?: string;
  startedAt: string;
  finishedAt: string;
  durationSeconds: number;
  run?: Run & Record<string, unknown>;
  error?: string;
}

/** `,"crc32":"01234567"}`: the end of every line. */
const SEAL_LENGTH = 20;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, "0");

/** A record as one line of the journal, its end included. The checksum is of everything before it. */
export function encodeRecord(record: JobRecord): string {
  const body = toJson(record).slice(0, -1);
  return `${body},"crc32":"${checksum(body)}"}\n`;
}

/** What every record has. A line with the right checksum that is none was written by something else. */
const recordSchema = z.looseObject({
  id: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  version: z.string(),
  code: z.string().optional(),
  startedAt: z.string(),
  finishedAt: z.string(),
  durationSeconds: z.number(),
  run: z
    .looseObject({ seed: z.number(), converged: z.boolean(), curve: z.array(z.looseObject({})).optional() })
    .optional(),
  error: z.string().optional(),
});

/** The record of a line without its end; null for anything that `encodeRecord` has not written. */
export function decodeRecord(line: string): JobRecord | null {
  const body = line.slice(0, -SEAL_LENGTH);
  if (line.slice(-SEAL_LENGTH) !== `,"crc32":"${checksum(body)}"}`) return null;
  const record: unknown = parseJson(`${body}}`);
  return recordSchema.safeParse(record).success ? asOfNow(record as JobRecord) : null;
}

/** Journals of 0.1.0 have what was found under the name of what was asked for. */
function asOfNow(record: JobRecord): JobRecord {
  const { run, parameters } = record;
  return run === undefined ? record : { ...record, run: withFoundThreshold(run, parameters.threshold) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A checksum of something that is no JSON: no record, which is what the caller says with file and line.
    return undefined;
  }
}
