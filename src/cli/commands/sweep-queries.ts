import { withSpaceIn } from "../../node/files/full-disk.js";
import { printable } from "../../schema/printable.js";
import { toJson } from "../../schema/result.js";
import { schemaVersion, version } from "../../schema/version.js";
import { queueStatusOf } from "../../slurm/status.js";
import { describeMixture } from "../../study/journals/programs.js";
import { type StudyStatus, statusOf } from "../../study/journals/status.js";
import { studyOfFolder } from "../../study/journals/study-folder.js";
import { studyJsonSchema } from "../../study/study-schema.js";
import { summaryText } from "../printing/summary-table.js";
import { describeQueue } from "./sweep-slurm.js";

/** `syncache sweep --schema` */
export function printSchema(): void {
  console.log(JSON.stringify(studyJsonSchema(), null, 2));
}

const SHOWN_FAILURES = 5;

const RECOMPUTE = "To have all from one: syncache sweep STUDY.yaml --out DIR --recompute-old";

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
  const { jobCount, doneCount, failedCount, missingCount, unconvergedCount, failures, programs, running } = status;
  const mixture = describeMixture(new Map(programs.map(({ program, count }) => [program, count])));
  const percent = jobCount === 0 ? 100 : Math.floor((100 * doneCount) / jobCount);
  return [
    `Study: ${printable(status.name)}, ${status.learner}`,
    `  done: ${doneCount} of ${jobCount} jobs (${percent} %)`,
    `  missing: ${missingCount}${failedCount > 0 ? `, of which ${failedCount} failed` : ""}`,
    ...(unconvergedCount > 0 ? [`  not converged: ${unconvergedCount}`] : []),
    ...(mixture === undefined ? [] : [`  mixed: ${mixture} ${RECOMPUTE}`]),
    ...failures.slice(0, SHOWN_FAILURES).map(({ message, count }) => `  failed ${count} times: ${message}`),
    ...running.map(({ shard, host, pid }) => `  running: shard ${shard}, process ${pid} on ${host}`),
  ];
}

/** What `syncache sweep --collect DIR` is asked for beside the folder. */
interface CollectOptions {
  /** Where the tables go; without it into the folder of the study. */
  out?: string;
  /** What cells are compared with, `key=value` each. */
  baseline?: string[];
  json?: boolean;
}

/** `syncache sweep --collect DIR --out OUT --baseline policy=none` */
export async function collectTables(folder: string, options: CollectOptions): Promise<void> {
  const { out = folder, baseline: typed, json = false } = options;
  // Loaded only here: the other queries write no tables.
  const { collectStudy } = await import("../../tables/collect.js");
  const { files, programs, summary, ...counts } = withSpaceIn(out, () => collectStudy(folder, out, typed));
  const missing = counts.jobCount - counts.rowCount;
  if (missing > 0) console.error(`syncache: ${missing} of ${counts.jobCount} jobs have no run yet and no row.`);
  const mixture = describeMixture(programs);
  if (mixture !== undefined) console.error(`syncache: ${mixture} ${RECOMPUTE}`);
  const counted = [...programs].map(([program, count]) => ({ program, count }));
  if (json) {
    const unlisted = counts.cellCount - summary.length;
    if (unlisted > 0) console.error(`syncache: ${unlisted} of ${counts.cellCount} cells are only in summary.csv.`);
    console.log(toJson({ schemaVersion, version, ...counts, programs: counted, files, summary }));
    return;
  }
  console.log(`${counts.rowCount} runs in:\n${files.map((file) => `  ${file}`).join("\n")}`);
  if (counts.cellCount > 0) console.log(`\n${summaryText(studyOfFolder(folder), summary, counts)}`);
}
