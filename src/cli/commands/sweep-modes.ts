import { UsageError } from "../../schema/usage-error.js";
import { flagOf } from "../flag-words.js";
import { listOf } from "../flags.js";

/** What `syncache sweep` can be asked beside running a study, and the flags that mean something then. */
const queryFlags = {
  schema: ["json"],
  status: ["json"],
  collect: ["json", "out", "baseline"],
  cancel: ["json"],
} as const;

type Query = keyof typeof queryFlags;
const queries = Object.keys(queryFlags) as Query[];

const slurmFlags = ["partition", "time", "maxParallel", "taskMinutes", "slurm"];
const localFlags = ["shard", "wait", "failFast"];
/** Flags of collecting, which mean nothing to anything else. */
const collectFlags = ["baseline"];
/** Flags of every mode and command. */
const everywhere = ["debug"];

const spelled: Record<Query, string> = {
  schema: "--schema",
  status: "--status DIR",
  collect: "--collect DIR",
  cancel: "--cancel DIR",
};

/** Where a flag belongs: "running a study, syncache sweep STUDY.yaml --out DIR". */
function homeOf(flag: string): string {
  if (collectFlags.includes(flag)) return `collecting a study, syncache sweep ${spelled.collect}`;
  if (slurmFlags.includes(flag)) return "submitting a study, syncache sweep STUDY.yaml --out DIR --engine slurm";
  const others = queries.filter((query) => (queryFlags[query] as readonly string[]).includes(flag));
  const also = others.map((query) => ` and for ${spelled[query]}`).join("");
  return `running a study, syncache sweep STUDY.yaml --out DIR${also === "" ? "" : `,${also}`}`;
}

/**
 * Refuses a flag that would do nothing in the mode that is asked for, and be missed. Flags that no query names are those
 * of running a study; `--dry-run` takes them all, as it tells of the command it stands in.
 *
 * @param typed keys of the flags that were typed
 * @param engine where jobs run, if a study is to be run
 */
export function checkFlagsOfMode(typed: readonly string[], engine: string): void {
  const flags = typed.filter((flag) => !everywhere.includes(flag));
  const query = queries.find((one) => flags.includes(one));
  if (query !== undefined) {
    const allowed: readonly string[] = queryFlags[query];
    const stray = flags.find((flag) => flag !== query && !allowed.includes(flag));
    if (stray === undefined) return;
    throw new UsageError(
      `${flagOf(stray)} is for ${homeOf(stray)}. Beside ${spelled[query]} there may be ${listOf(allowed.map(flagOf))}. Leave it out.`,
    );
  }
  const unused = flags.find((flag) => collectFlags.includes(flag));
  if (unused !== undefined) throw new UsageError(`${flagOf(unused)} is for ${homeOf(unused)}. Leave it out.`);
  const others = engine === "slurm" ? localFlags : slurmFlags;
  const stray = flags.find((flag) => others.includes(flag));
  if (stray === undefined) return;
  throw new UsageError(
    engine === "slurm"
      ? `${flagOf(stray)} is not for --engine slurm, whose tasks are the parts of the study. Leave it out.`
      : `${flagOf(stray)} is for --engine slurm. Add that, or leave it out.`,
  );
}
