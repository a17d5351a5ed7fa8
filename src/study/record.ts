import { crc32 } from "node:zlib";
import type { Run } from "../schema/result.js";
import { toJson } from "../schema/result.js";
import type { StudyJob } from "./study.js";

/** What the journal holds of a job that has ended: its run, or why there is none. */
export interface JobRecord extends StudyJob {
  /** Of the program. */
  version: string;
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

/** The record of a line without its end; null for anything that `encodeRecord` has not written. */
export function decodeRecord(line: string): JobRecord | null {
  const body = line.slice(0, -SEAL_LENGTH);
  if (line.slice(-SEAL_LENGTH) !== `,"crc32":"${checksum(body)}"}`) return null;
  return JSON.parse(`${body}}`) as JobRecord;
}
