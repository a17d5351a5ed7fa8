import { Option } from "commander";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";

const LONGEST_WAIT = 86_400;

/** The flag `--wait`. */
export const waitFlag = (whom: string): Option =>
  new Option("--wait <seconds>", `wait so long for ${whom} [0 to ${LONGEST_WAIT}; default: 0]`);

/** Seconds to wait for another process, from the flag `--wait`. */
export function waitSecondsOf({ wait = "0" }: { wait?: string }): number {
  const seconds = /^\d+$/.test(wait) ? Number(wait) : LONGEST_WAIT + 1;
  if (seconds <= LONGEST_WAIT) return seconds;
  throw new UsageError(
    `--wait must be a whole number of seconds from 0 to ${LONGEST_WAIT}, got ${shown(wait)}. Leave it out not to wait.`,
  );
}

/** Exit statuses after a signal: 128 and its number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Ends waiting when a signal comes; nothing is under way then that has to be finished. */
export function stopWaitingOnSignal(): { signal: AbortSignal; status: () => number; done: () => void } {
  const controller = new AbortController();
  let status = 0;
  const handlers = Object.entries(SIGNALS).map(([name, code]) => {
    const handler = (): void => {
      status = code;
      controller.abort();
    };
    process.on(name, handler);
    return [name, handler] as const;
  });
  return {
    signal: controller.signal,
    status: () => status,
    done: () => {
      for (const [name, handler] of handlers) process.removeListener(name, handler);
    },
  };
}
