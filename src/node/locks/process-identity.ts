import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What tells a process from every other, also from a later one that was given its number. */
export interface ProcessIdentity {
  host: string;
  pid: number;
  /** As the system counts it; null where that cannot be told. */
  startedAs: string | null;
  /** The start of the system, which no other machine has; null where there is none, absent in files of before. */
  bootId?: string | null;
  /** Where process numbers mean the same: containers of one machine count their own; null where that cannot be told. */
  namespaces?: string | null;
}

/** Unknown: on another machine, in another container, or hidden from this user. */
export type ProcessState = "alive" | "dead" | "unknown";

/** null where something is not there; what else goes wrong means that nothing can be told, which is undefined. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // Whoever asks gets "unknown", and goes by other signs of life.
    return undefined;
  }
}

/** The number of the kernel's start: after a restart of the machine no process of before is alive. */
function readBootId(): string | null {
  const read: Partial<Record<NodeJS.Platform, () => string>> = {
    linux: () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"),
    darwin: () => execFileSync("sysctl", ["-n", "kern.bootsessionuuid"], { encoding: "utf8" }),
  };
  return attempt(() => read[process.platform]?.().trim()) || null;
}

/**
 * The namespace of process numbers, and that of time, by which starts are counted. A container may be shown the /proc of
 * its machine, with other numbers: then nothing can be told of any process.
 */
function readNamespaces(): string | null {
  if (process.platform !== "linux") return "";
  if (attempt(() => readlinkSync("/proc/self")) !== String(process.pid)) return null;
  const pid = attempt(() => readlinkSync("/proc/self/ns/pid"));
  // Kernels before 5.6 have one time for all.
  return pid === undefined ? null : `${pid} ${attempt(() => readlinkSync("/proc/self/ns/time")) ?? ""}`.trim();
}

/** The start of a process; null for one that has ended, as a zombie has; undefined where that cannot be told. */
export function startOf(pid: number): string | null | undefined {
  if (process.platform !== "linux") return startByPs(pid);
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // Processes of other users may be hidden (`hidepid`), but answer.
  if (stat === undefined) return answers(pid) ? undefined : null;
  // The name, in brackets, may hold spaces and brackets: proc(5). Then come state (3) and, 22nd, the start.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return "ZXx".includes(fields[0]!) ? null : `${readBootId() ?? ""} ${fields[19]}`;
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function startByPs(pid: number): string | null | undefined {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch (error) {
    // ps ends with 1 where there is no such process; Windows has no ps.
    return (error as { status?: number }).status === 1 ? null : undefined;
  }
}

let known: ProcessIdentity | undefined;

export function identityOfThisProcess(): ProcessIdentity {
  const { pid } = process;
  known ??= { host: hostname(), pid, startedAs: null, bootId: readBootId(), namespaces: readNamespaces() };
  if (known.namespaces !== null) known.startedAs ??= startOf(pid) ?? null;
  return { ...known };
}

/**
 * Whether a process is alive. It is called dead only where this process would see it: on the same machine since the same
 * start, among the same numbers. Hosts may share a name.
 */
export function stateOf({ host, pid, startedAs, bootId, namespaces }: ProcessIdentity): ProcessState {
  const here = identityOfThisProcess();
  if (startedAs === null || here.bootId === null || here.namespaces === null) return "unknown";
  const isOfBefore = bootId === undefined && host === here.host;
  if (!isOfBefore && (bootId !== here.bootId || namespaces !== here.namespaces)) return "unknown";
  const start = startOf(pid);
  if (start === startedAs) return "alive";
  return start === undefined || isOfBefore ? "unknown" : "dead";
}
