import type { LearningEvent } from "../caching/learning.js";
import { didYouMean } from "../schema/did-you-mean.js";
import { shown } from "../schema/shown.js";
import type { Path } from "./explain.js";
import type { Pattern, PatternSets } from "./pattern-sets.js";
import { MAXIMUM_STEPS, type Phase } from "./schema.js";
import type { Refuse } from "./variants.js";

/** A pattern that is shown, and how strongly: η. */
export interface Stimulus {
  readonly pattern: Pattern;
  readonly strength: number;
}

/** An event of the stream with what the table says of it. */
export interface Happening {
  readonly event: LearningEvent<Stimulus>;
  /** What the phase is called. */
  readonly phase: string;
  /** The set that is shown, and the number of the pattern in it, from 1. */
  readonly set?: string;
  readonly number?: number;
}

type Present = Extract<Phase, { present: unknown }>;

const setNames = ({ present }: Present): string[] => [present].flat();
const isOn = (energy: boolean | "on" | "off"): boolean => energy === true || energy === "on";

function* presented(phase: Present, sets: PatternSets): Generator<Happening> {
  const { name, strength } = phase as { name?: string; strength: number };
  for (const set of setNames(phase)) {
    for (const [k, pattern] of sets.get(set)!.entries()) {
      yield { event: { present: { pattern, strength } }, phase: name ?? set, set, number: k + 1 };
    }
  }
}

function* idle(steps: number, phase: string): Generator<Happening> {
  for (let step = 0; step < steps; step++) yield { event: { idle: 1 }, phase };
}

/** What happens in phases, an event after the other; time that passes without a pattern passes step by step. */
export function* timetable(phases: readonly Phase[], sets: PatternSets): Generator<Happening> {
  for (const phase of phases) {
    if ("repeat" in phase) {
      for (let round = 0; round < (phase.repeat as number); round++) yield* timetable(phase.phases, sets);
    } else if ("present" in phase) {
      const { repetitions, gap } = phase as { repetitions: number; gap: number };
      for (let repetition = 0; repetition < repetitions; repetition++) {
        if (repetition > 0) yield* idle(gap, phase.name ?? setNames(phase).join(", "));
        yield* presented(phase, sets);
      }
    } else if ("idle" in phase) yield* idle(phase.idle as number, phase.name ?? "idle");
    else if ("test" in phase) yield { event: { test: phase.test }, phase: phase.test };
    else {
      const energy = isOn(phase.energy);
      yield { event: { energy }, phase: energy ? "energy on" : "energy off" };
    }
  }
}

/** How many events a timetable has. */
export function eventCount(phases: readonly Phase[], sets: PatternSets): number {
  return phases.reduce((total, phase) => {
    if ("repeat" in phase) return total + (phase.repeat as number) * eventCount(phase.phases, sets);
    if ("idle" in phase) return total + (phase.idle as number);
    if (!("present" in phase)) return total + 1;
    const { repetitions, gap } = phase as { repetitions: number; gap: number };
    const patterns = setNames(phase).reduce((sum, name) => sum + sets.get(name)!.length, 0);
    return total + repetitions * patterns + (repetitions - 1) * gap;
  }, 0);
}

/** @throws what `refuse` does, for a set that is not there and for energy where nothing waits for it */
export function checkPhases(
  phases: readonly Phase[],
  { sets, hasCache }: { sets: PatternSets; hasCache: boolean },
  refuse: Refuse,
  above: Path = ["phases"],
): void {
  for (const [k, phase] of phases.entries()) {
    const path = [...above, k];
    if ("repeat" in phase) checkPhases(phase.phases, { sets, hasCache }, refuse, [...path, "phases"]);
    if ("energy" in phase && !hasCache) {
      refuse([...path, "energy"], "must not be there under the policy none: without a cache no change can wait.");
    }
    if ("present" in phase) checkNames(setNames(phase), sets, refuse, [...path, "present"]);
  }
}

/** @throws what `refuse` does, for a name of a set that is not there */
export function checkNames(names: readonly string[], sets: PatternSets, refuse: Refuse, path: Path): void {
  const known = [...sets.keys()];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  refuse(path, `must be one of ${known.join(", ")}, got ${shown(unknown)}.${didYouMean(unknown, known)}`);
}

/**
 * @param count events of one combination of the grid's values
 * @param total events of all combinations so far
 * @throws what `refuse` does, for timetables without an event, or with more in all than a table has rows
 */
export function checkLength(count: number, total: number, refuse: Refuse): void {
  if (count === 0) refuse(["phases"], "must have at least one step, got none. Let time pass, or show a pattern.");
  if (total <= MAXIMUM_STEPS) return;
  refuse(
    ["phases"],
    `must have at most ${MAXIMUM_STEPS} steps in all, got ${total}. Use shorter phases, or a smaller grid.`,
  );
}
