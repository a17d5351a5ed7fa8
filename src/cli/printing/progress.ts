import { createBar } from "./bar.js";
import { formatDuration } from "./duration.js";

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
  const payload = () => (long === undefined ? {} : { left: formatDuration(long.secondsLeft()) });
  const bar = createBar(`${label} {bar} {percentage} %  ${left} left`);
  bar.start(total, 0, payload());
  return { advance: (amount) => bar.increment(amount, payload()), stop: () => bar.stop() };
}

/** Lines for a log, the first of them late enough that short work prints none. */
function startLines(label: string, total: number, { secondsLeft, every = 10_000 }: LongWork): Progress {
  let done = 0;
  const print = (): void => {
    const share = total > 0 ? Math.floor((100 * done) / total) : 100;
    console.error(`syncache: ${label}, ${share} %, ${formatDuration(secondsLeft())} left`);
  };
  const timer = setInterval(print, every);
  return {
    advance: (amount) => {
      done += amount;
    },
    stop: () => clearInterval(timer),
  };
}
