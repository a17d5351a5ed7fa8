import { holdersOf } from "../../node/locks/lock-holders.js";
import { jobsOf } from "../study.js";
import { indexJournals } from "./index-journals.js";
import { ProgramCounter } from "./programs.js";
import { journalFiles, journalFolder, studyOfFolder } from "./study-folder.js";

/** How far a study is. The jobs are those of the study as it stands now. */
export interface StudyStatus {
  name: string;
  learner: string;
  jobCount: number;
  doneCount: number;
  /** Of the missing ones, those whose last attempt ended with an error. */
  failedCount: number;
  missingCount: number;
  unconvergedCount: number;
  /** The messages of failed jobs, the most frequent first. */
  failures: { message: string; count: number }[];
  /** Programs that have computed the runs that are there, by their fingerprints, the most frequent first. */
  programs: { program: string; count: number }[];
  /** Shards at work now. */
  running: { shard: string; host: string; pid: number }[];
}

/** Reads the journals and the locks of a folder; nothing is changed. */
export async function statusOf(folder: string): Promise<StudyStatus> {
  const study = studyOfFolder(folder);
  const { done, failed, unconverged } = indexJournals(folder);
  const counter = new ProgramCounter();
  const messages = new Map<string, number>();
  const counts = { jobCount: 0, doneCount: 0, failedCount: 0, unconvergedCount: 0 };
  for (const { id } of jobsOf(study)) {
    const message = failed.get(id);
    counts.jobCount += 1;
    const place = done.get(id);
    if (place !== undefined) {
      counts.doneCount += 1;
      counter.see(place.program);
    }
    if (unconverged.has(id)) counts.unconvergedCount += 1;
    if (message === undefined) continue;
    counts.failedCount += 1;
    messages.set(message, (messages.get(message) ?? 0) + 1);
  }
  const failures = [...messages].map(([message, count]) => ({ message, count })).sort((a, b) => b.count - a.count);
  const missingCount = counts.jobCount - counts.doneCount;
  const programs = [...counter.programs].map(([program, count]) => ({ program, count }));
  const running = await shardsAtWork(folder);
  const { name, learner } = study;
  return { name, learner, ...counts, missingCount, failures, programs, running };
}

async function shardsAtWork(folder: string): Promise<StudyStatus["running"]> {
  const shards = journalFiles(folder).map((file) => /(shard-(\d+)-of-(\d+))\.jsonl$/.exec(file)!);
  const holders = await holdersOf(
    journalFolder(folder),
    shards.map(([, name]) => name!),
  );
  return shards.flatMap(([, name, index, count]) => {
    const holder = holders.get(name!);
    return holder === undefined ? [] : [{ shard: `${index}/${count}`, ...holder }];
  });
}
