import { decodeRecord, type JobRecord, recordSchema } from "../../node/journals/record.js";
import { withFoundThreshold } from "../../schema/former-runs.js";
import type { Run } from "../../schema/result.js";
import { z } from "../../schema/zod.js";
import type { StudyJob } from "../study.js";

/** What the journal holds of a job of a study that has ended: its run, or why there is none. */
export interface StudyRecord extends JobRecord<Run & Record<string, unknown>> {
  parameters: StudyJob["parameters"];
}

const studyRecordSchema = recordSchema.extend({
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  run: z
    .looseObject({ seed: z.number(), converged: z.boolean(), curve: z.array(z.looseObject({})).optional() })
    .optional(),
});

/** The record of a line without its end; null for anything that no program has written there. */
export function decodeStudyRecord(line: string): StudyRecord | null {
  const record = decodeRecord<StudyRecord>(line, studyRecordSchema);
  return record === null ? null : asOfNow(record);
}

/** Journals of 0.1.0 have what was found under the name of what was asked for. */
function asOfNow(record: StudyRecord): StudyRecord {
  const { run, parameters } = record;
  return run === undefined ? record : { ...record, run: withFoundThreshold(run, parameters.threshold) };
}
