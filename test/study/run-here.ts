import { appendFileSync } from "node:fs";
import { codeFingerprint } from "../../src/node/code-fingerprint.js";
import { indexJournals } from "../../src/study/journals/index-journals.js";
import { journalFile, openStudyFolder } from "../../src/study/journals/study-folder.js";
import workBatch, { type BatchAnswer } from "../../src/study/running/batch-worker.js";
import { missingJobs } from "../../src/study/running/missing-jobs.js";
import { WHOLE } from "../../src/study/running/shard.js";
import { partsOf, type Study } from "../../src/study/study.js";

/** Runs what is missing of a study on this thread, as `sweep` does it on several. */
export function runHere(folder: string, study: Study, code = codeFingerprint()): BatchAnswer {
  openStudyFolder(folder, study);
  const jobs = [...missingJobs(study, WHOLE, indexJournals(folder).done)];
  const answer = workBatch({ study: partsOf(study), code, jobs });
  appendFileSync(journalFile(folder, WHOLE), answer.lines);
  return answer;
}
