import { createRequire } from "node:module";

/** Loaded where there is a terminal to draw on, which is in a moment and not in an `await`. */
const loadBar = () => (createRequire(import.meta.url)("cli-progress") as typeof import("cli-progress")).SingleBar;

/** A bar on stderr; silent when stderr is no terminal, so that logs and pipes stay clean. */
export interface Progress {
  /** Adds to what is done, in the unit of the total. */
  advance(amount: number): void;
  stop(): void;
}

/** For work of many minutes, which has to show in a log, too, that it goes on. */
export interface LongWork {
  /** Seconds left, from what is known by now. */
  secondsLeft(): number;
  /** Milliseconds between lines where stderr is no terminal. */
  every?: number;
}

export function startProgress(label: string, total: number, long?: LongWork): Progress {
  if (!process.stderr.isTTY) return long === undefined ? { advance() {}, stop() {} } : startLines(label, total, long);
  const left = long === undefined ? "{eta_formatted}" : "{left}";
  const payload = () => (long === undefined ? {} : { left: describeSeconds(long.secondsLeft()) });
  const SingleBar = loadBar();
  const bar = new SingleBar({
    format: `${label} {bar} {percentage} %  ${left} left`,
    stream: process.stderr,
    clearOnComplete: true,
    // A run occupies this thread, so that no handler of Ctrl-C would be called: the bar leaves the terminal as it is.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
  });
  bar.start(total, 0, payload());
  return { advance: (amount) => bar.increment(amount, payload()), stop: () => bar.stop() };
}

/** Lines for a log, the first of them late enough that short work prints none. */
function startLines(label: string, total: number, { secondsLeft, every = 10_000 }: LongWork): Progress {
  let done = 0;
  const print = (): void => {
    const share = total > 0 ? Math.floor((100 * done) / total) : 100;
    console.error(`syncache: ${label}, ${share} %, ${describeSeconds(secondsLeft())} left`);
  };
  const timer = setInterval(print, every);
  return {
    advance: (amount) => {
      done += amount;
    },
    stop: () => clearInterval(timer),
  };
}

/** "45 s", "12 min" or "1 h 5 min". */
export function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
