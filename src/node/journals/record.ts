import { crc32 } from "node:zlib";
import { toJson } from "../../schema/result.js";
import { z } from "../../schema/zod.js";

/**
 * What a journal holds of a job that has ended: what the job was, by whom and when it was computed, and what it returned or
 * why it returned nothing. Studies and figures keep the same; a study says once for all jobs of what kind they are.
 */
export interface JobRecord<Result = unknown> {
  /** `jobId` of the job. */
  id: string;
  /** Of the job; absent where it is that of the study. */
  kind?: string;
  parameters: object;
  /** Of the program. */
  version: string;
  /** Fingerprint of the code that computed it; records of 0.1.0 may have none. */
  code?: string;
  startedAt: string;
  finishedAt: string;
  durationSeconds: number;
  run?: Result;
  error?: string;
}

/** `,"crc32":"01234567"}`: the end of every line. */
const SEAL_LENGTH = 20;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, "0");

/**
 * A record as one line of a journal, its end included. The checksum is of everything before it: a flipped digit is JSON as
 * good as any.
 */
export function encodeRecord(record: JobRecord): string {
  const body = toJson(record).slice(0, -1);
  return `${body},"crc32":"${checksum(body)}"}\n`;
}

/** What every record has. A line with the right checksum that is none was written by something else. */
export const recordSchema = z.looseObject({
  id: z.string(),
  parameters: z.looseObject({}),
  version: z.string(),
  code: z.string().optional(),
  startedAt: z.string(),
  finishedAt: z.string(),
  durationSeconds: z.number(),
  error: z.string().optional(),
});

/**
 * The record of a line without its end, with Infinity as its word; null for anything that `encodeRecord` has not written.
 *
 * @param schema what else the records of a journal have
 */
export function decodeRecord<R extends JobRecord>(line: string, schema: z.ZodType = recordSchema): R | null {
  const body = line.slice(0, -SEAL_LENGTH);
  if (line.slice(-SEAL_LENGTH) !== `,"crc32":"${checksum(body)}"}`) return null;
  const record: unknown = parseJson(`${body}}`);
  return schema.safeParse(record).success ? (record as R) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A checksum of something that is no JSON: no record, which is what the caller says with file and line.
    return undefined;
  }
}
