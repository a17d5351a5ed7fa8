import { groupDigits } from "../../report/format.js";
import { createBar } from "./bar.js";
import { formatDuration } from "./duration.js";

/** Without a terminal a line is printed this often, so that a log stays short. */
const LINE_EVERY_MS = 10_000;

/** Jobs done, how fast, and how long the rest takes. */
export interface StudyProgress {
  start(total: number): void;
  advance(jobs: number): void;
  /** Says nothing where nothing was started. */
  stop(): void;
}

/** What is measured while jobs come in. */
class Pace {
  private readonly begin = performance.now();
  done = 0;

  get seconds(): number {
    return (performance.now() - this.begin) / 1000;
  }

  get perSecond(): number {
    return this.done / Math.max(this.seconds, 1e-3);
  }

  left(total: number): string {
    return this.done === 0 ? "–" : formatDuration((total - this.done) / this.perSecond);
  }

  get rate(): string {
    // Three digits with a power of ten would be harder to read than all of them.
    const rate = this.perSecond < 999.5 ? this.perSecond.toPrecision(3) : groupDigits(this.perSecond.toFixed());
    return `${rate} jobs/s`;
  }
}

/** A bar on a terminal, now and then a line elsewhere; both on stderr. */
export function createStudyProgress(): StudyProgress {
  return process.stderr.isTTY ? createJobsBar() : createLines();
}

function createJobsBar(): StudyProgress {
  const bar = createBar("jobs {bar} {value}/{total}  {rate}  {left} left");
  let pace = new Pace();
  let count = 0;
  return {
    start(total) {
      [pace, count] = [new Pace(), total];
      bar.start(total, 0, { rate: "–", left: "–" });
    },
    advance(jobs) {
      pace.done += jobs;
      bar.update(pace.done, { rate: pace.rate, left: pace.left(count) });
    },
    stop: () => {
      if (bar.isActive) bar.stop();
    },
  };
}

function createLines(): StudyProgress {
  let pace = new Pace();
  let count = 0;
  let last: number | null = null;
  return {
    start(total) {
      [pace, count, last] = [new Pace(), total, performance.now()];
      console.error(`syncache: ${total} jobs to run`);
    },
    advance(jobs) {
      pace.done += jobs;
      if (performance.now() - (last ?? 0) < LINE_EVERY_MS) return;
      last = performance.now();
      console.error(`syncache: ${pace.done} of ${count} jobs, ${pace.rate}, ${pace.left(count)} left`);
    },
    stop() {
      if (last === null) return;
      console.error(`syncache: ${pace.done} of ${count} jobs in ${formatDuration(pace.seconds)}`);
    },
  };
}
