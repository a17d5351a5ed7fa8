import { resolve } from "node:path";
import { lockTiming } from "../node/locks/lock-watch.js";
import { quoteForShell } from "../node/shell-quote.js";
import { version } from "../schema/version.js";

/** What an array job is to do. */
export interface ArrayTask {
  /** How the program is started: Node and the main file. */
  program: readonly string[];
  study: { name: string; file: string };
  /** The folder of the study. */
  folder: string;
  /** Parts the study is divided into; the task with number i does the i-th. */
  shardCount: number;
  /** Worker threads, and processors, of a task. */
  threads: number;
  /** Whether jobs that another program has recorded are run again. */
  recomputeOld?: boolean;
}

/**
 * A task that starts anew on another machine, after the first one died, must wait until that one's lock is seen to be dead.
 */
const WAIT_SECONDS = (2 * lockTiming.old) / 1000;

/**
 * The script that Slurm runs once for every number of the array. Whatever comes from the outside is quoted; as the shell
 * is replaced by the program, that gets Slurm's signals, and records what it is running before it ends.
 */
export function arrayScript(task: ArrayTask): string {
  const { program, study, folder, shardCount, threads, recomputeOld = false } = task;
  const words = [...program, "sweep", resolve(study.file), "--out", resolve(folder)].map(quoteForShell);
  return `#!/bin/bash
# Written by syncache ${version} for the study ${JSON.stringify(study.name)}.
# One task of an array job. The number of a task is the part of the study that it runs.
exec ${words.join(" \\\n  ")} \\
  --shard "$SLURM_ARRAY_TASK_ID/${shardCount}" --jobs ${threads} --wait ${WAIT_SECONDS}${recomputeOld ? " --recompute-old" : ""}
`;
}
