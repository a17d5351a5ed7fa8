import { withSpaceIn } from "../node/full-disk.js";
import { toJson } from "../schema/result.js";
import { schemaVersion, version } from "../schema/version.js";
import { queueStatusOf } from "../study/slurm-status.js";
import { type StudyStatus, statusOf } from "../study/status.js";
import { studyJsonSchema } from "../study/study-schema.js";
import { describeQueue } from "./sweep-slurm.js";

/** `syncache sweep --schema` */
export function printSchema(): void {
  console.log(JSON.stringify(studyJsonSchema(), null, 2));
}

const SHOWN_FAILURES = 5;

/** `syncache sweep --status DIR`: the journals, and Slurm's queue where tasks were submitted. */
export async function printStatus(folder: string, asJson: boolean): Promise<void> {
  // Slurm first: a task that ends in between has recorded its jobs by the time the journals are read.
  const queue = await queueStatusOf(folder).catch((error: Error) => error);
  const status = await statusOf(folder);
  const slurm = queue instanceof Error ? null : queue;
  if (asJson) console.log(toJson({ schemaVersion, version, ...status, slurm }));
  else console.log([...describeStatus(status), ...(slurm === null ? [] : describeQueue(slurm))].join("\n"));
  // What the journals say stands, whether Slurm answers or not.
  if (queue instanceof Error) throw queue;
}

function describeStatus(status: StudyStatus): string[] {
  const { jobCount, doneCount, failedCount, missingCount, unconvergedCount, failures, running } = status;
  const percent = jobCount === 0 ? 100 : Math.floor((100 * doneCount) / jobCount);
  return [
    `Study: ${status.name}, ${status.learner}`,
    `  done: ${doneCount} of ${jobCount} jobs (${percent} %)`,
    `  missing: ${missingCount}${failedCount > 0 ? `, of which ${failedCount} failed` : ""}`,
    ...(unconvergedCount > 0 ? [`  not converged: ${unconvergedCount}`] : []),
    ...failures.slice(0, SHOWN_FAILURES).map(({ message, count }) => `  failed ${count} times: ${message}`),
    ...running.map(({ shard, host, pid }) => `  running: shard ${shard}, process ${pid} on ${host}`),
  ];
}

/** `syncache sweep --collect DIR` */
export async function collectTables(folder: string, asJson: boolean): Promise<void> {
  // Loaded only here: the other queries write no tables.
  const { collectStudy } = await import("../study/collect.js");
  const { files, ...counts } = withSpaceIn(folder, () => collectStudy(folder));
  const missing = counts.jobCount - counts.rowCount;
  if (missing > 0) console.error(`syncache: ${missing} of ${counts.jobCount} jobs have no run yet and no row.`);
  if (asJson) console.log(toJson({ schemaVersion, version, ...counts, files }));
  else console.log(`${counts.rowCount} runs in:\n${files.map((file) => `  ${file}`).join("\n")}`);
}
