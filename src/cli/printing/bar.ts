import { createRequire } from "node:module";
import type { SingleBar } from "cli-progress";

/** Loaded where there is a terminal to draw on, which is in a moment and not in an `await`. */
const load = () => createRequire(import.meta.url)("cli-progress") as typeof import("cli-progress");

/**
 * A bar on stderr, which is to be a terminal; it is gone when it is stopped.
 *
 * @param format what stands around {bar}; names in braces are of cli-progress, or of the payload that each update brings
 */
export function createBar(format: string): SingleBar {
  const { SingleBar } = load();
  return new SingleBar({
    format,
    stream: process.stderr,
    clearOnComplete: true,
    // A run occupies this thread, so that no handler of Ctrl-C would be called: the bar leaves the terminal as it is.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  });
}
