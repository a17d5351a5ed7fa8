import { SingleBar } from "cli-progress";

/** A bar on stderr; silent when stderr is no terminal, so that logs and pipes stay clean. */
export interface Progress {
  /** Adds to what is done, in the unit of the total. */
  advance(amount: number): void;
  stop(): void;
}

export function startProgress(label: string, total: number): Progress {
  if (!process.stderr.isTTY) return { advance() {}, stop() {} };
  const bar = new SingleBar({
    format: `${label} {bar} {percentage} %  {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    // A run occupies this thread, so that no handler of Ctrl-C would be called: the bar leaves the terminal as it is.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  });
  bar.start(total, 0);
  return { advance: (amount) => bar.increment(amount), stop: () => bar.stop() };
}
