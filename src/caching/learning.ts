import { check, isCount } from "../schema/check.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";

/** One entry of a timetable. Only `present` and `idle` take time. */
export type LearningEvent<Sample> =
  /** One time step, in which the rule sees a sample. */
  | { readonly present: Sample }
  /** So many time steps without a sample. */
  | { readonly idle: number }
  /** Nothing happens but that the step is reported, by this name, for someone to measure at. */
  | { readonly test: string }
  /** From here on there is energy to consolidate, or there is none. */
  | { readonly energy: boolean };

/** What learns from samples: a rule in a store (`ruleInStore`), or an engine of its own. */
export interface Trainable<Sample> {
  /** Lets a time step pass and shows a sample; returns whether anything changed. */
  present(sample: Sample): boolean;
  /** Lets time steps pass. */
  idle?(steps: number): void;
  /** While there is no energy nothing is consolidated; what exceeds the threshold is tested at the next change after. */
  setEnergy?(available: boolean): void;
}

/** What is reported after every event. */
export interface LearningStep<Sample> {
  readonly event: LearningEvent<Sample>;
  /** Time steps by now, those of the event included. */
  readonly timestepCount: number;
  /** K, the presentations by now that changed something. */
  readonly updateCount: number;
  /** Whether the event changed something. */
  readonly changed: boolean;
}

/** Says after a step whether learning ends with it. Some remember what they have seen: make a new one for every run. */
export type StopRule<Sample> = (step: LearningStep<Sample>) => boolean;

function checkIdle(steps: number): void {
  check(isCount(steps, 0), "idle", "an integer ≥ 0 (time steps)", steps, "Let time pass in whole steps.");
}

function refuse(event: string): never {
  throw new UsageError(
    `event must be one that the learner has, got ${event}, which it has not. Leave the event out, or use a rule in a store.`,
  );
}

/** Lets an event happen in which no sample is shown; returns the time steps it took. */
function pass<Sample>(learner: Trainable<Sample>, event: LearningEvent<Sample>): number {
  if ("test" in event) return 0;
  if ("idle" in event) {
    checkIdle(event.idle);
    if (learner.idle === undefined) return refuse("idle");
    learner.idle(event.idle);
    return event.idle;
  }
  if ("energy" in event) {
    if (learner.setEnergy === undefined) return refuse("energy");
    learner.setEnergy(event.energy);
    return 0;
  }
  throw new UsageError(
    `event must be one of { present }, { idle }, { test } and { energy }, got ${shown(event)}. Give one of these.`,
  );
}

/**
 * Learning as a stream: takes one event after the other and reports each when it has happened, so that whoever reads it can
 * pause, step, watch or leave. It ends with the events, or with the step at which `stop` says so. What is still transient
 * then stays so: `store.finish()` consolidates it.
 *
 * @throws UsageError for an event that the learner does not have
 */
export function* learning<Sample>(
  learner: Trainable<Sample>,
  events: Iterable<LearningEvent<Sample>>,
  stop: StopRule<Sample> = () => false,
): Generator<LearningStep<Sample>, void> {
  let [timestepCount, updateCount] = [0, 0];
  for (const event of events) {
    let changed = false;
    if ("present" in event) {
      changed = learner.present(event.present);
      timestepCount += 1;
      if (changed) updateCount += 1;
    } else {
      timestepCount += pass(learner, event);
    }
    const step = { event, timestepCount, updateCount, changed };
    yield step;
    if (stop(step)) return;
  }
}

/** All samples in their order, over and over. */
export function* passes<Sample>(samples: readonly Sample[], count: number): Generator<LearningEvent<Sample>, void> {
  const events = samples.map((present) => ({ present }));
  for (let pass = 0; pass < count; pass++) {
    for (const event of events) yield event;
  }
}
