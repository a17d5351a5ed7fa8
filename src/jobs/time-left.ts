import type { Job } from "./job.js";

/** Jobs whose estimates err alike: by kind, and with decay apart, since it may keep a run from converging. */
function groupOf({ kind, parameters }: Job): string {
  const { decayTime = Number.POSITIVE_INFINITY } = parameters as { decayTime?: number };
  return Number.isFinite(decayTime) ? `${kind}, decay` : kind;
}

const PRIOR_SECONDS = 1;

interface Work {
  effortLeft: number;
  effortDone: number;
  secondsDone: number;
}

/**
 * How long jobs will still take. `effortOf` is rough; what finished jobs took, kept ones included, corrects it group by
 * group. The first estimate counts as `PRIOR_SECONDS` of evidence, so that a few small jobs do not overthrow it.
 */
export class TimeLeft {
  private readonly groups = new Map<string, Work>();
  private readonly priorEffort: number;

  /** @param speed seconds that a second of effort takes on this machine, from a timed sample */
  constructor(speed: number) {
    this.priorEffort = PRIOR_SECONDS / speed;
  }

  private groupOf(job: Job): Work {
    const name = groupOf(job);
    const group = this.groups.get(name) ?? { effortLeft: 0, effortDone: 0, secondsDone: 0 };
    this.groups.set(name, group);
    return group;
  }

  /** A job that is still to be run. */
  add(job: Job, effort: number): void {
    this.groupOf(job).effortLeft += effort;
  }

  /** A job that has been run, here or before. */
  learn(job: Job, effort: number, seconds: number): void {
    const group = this.groupOf(job);
    group.effortDone += effort;
    group.secondsDone += seconds;
  }

  /** A job that was added has been run. */
  finish(job: Job, effort: number, seconds: number): void {
    this.groupOf(job).effortLeft -= effort;
    this.learn(job, effort, seconds);
  }

  /** Seconds of one thread. */
  seconds(): number {
    let total = 0;
    for (const { effortLeft, effortDone, secondsDone } of this.groups.values()) {
      total += (Math.max(0, effortLeft) * (secondsDone + PRIOR_SECONDS)) / (effortDone + this.priorEffort);
    }
    return total;
  }
}
