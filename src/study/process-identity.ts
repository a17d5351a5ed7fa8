import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** What tells a process from every other, also from a later one that was given its number. */
export interface ProcessIdentity {
  host: string;
  pid: number;
  /** As the system counts it; null where the process is not there. */
  startedAs: string | null;
}

/** The number of the kernel's start: after a restart of the machine no process of before is alive. */
function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    // Other systems than Linux have none; there the start of the process is a date, which tells as much.
    return "";
  }
}

/** The start of a process that is alive, null for one that is not; a zombie has ended. */
function startOf(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return process.platform === "linux" ? null : startByPs(pid);
  }
  // The name, in brackets, may hold spaces and brackets: proc(5). Then come state (3) and, 22nd, the start.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return "ZXx".includes(fields[0]!) ? null : `${bootId()} ${fields[19]}`;
}

function startByPs(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    // ps fails where there is no such process.
    return null;
  }
}

export function identityOfThisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, startedAs: startOf(process.pid) };
}

/** Whether a process of this host is alive. */
export const isAlive = ({ pid, startedAs }: ProcessIdentity): boolean =>
  startedAs !== null && startOf(pid) === startedAs;

export const isOfThisHost = ({ host }: ProcessIdentity): boolean => host === hostname();
