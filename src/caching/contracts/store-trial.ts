import type { Ledger, Tally } from "../ledger.js";
import type { Store } from "../store.js";
import { demand } from "./clause.js";

export const STEPS = 60;
/** Rounding of sums over so few synapses and steps is far below this share of them. */
export const ROUNDING = 1e-9;

/** Integers from −3 to 3, so that sums of them are exact; the same at every call. */
export function deltaOf(step: number, synapses: number): Float64Array {
  return Float64Array.from({ length: synapses }, (_, i) => ((step * 7 + i * 5 + step * i * 3) % 7) - 3);
}

export const norm = (values: Float64Array): number => values.reduce((sum, value) => sum + Math.abs(value), 0);

/** A store with its ledger, at its beginning. */
export interface Trial {
  store: Store;
  ledger: Ledger;
  start: Float64Array;
}

/** Lets a store live through time steps with a change in two of three; `look` is called after each. */
export function live({ store }: Trial, look: (step: number) => void = () => undefined): void {
  for (let step = 0; step < STEPS; step++) {
    store.advance(1);
    if (step % 3 < 2) store.change(deltaOf(step, store.weights.length));
    look(step);
  }
}

export const tallyOf = ({ ledger }: Trial): Tally => ledger.tally(0);

export function demandSameTally(found: Tally, expected: Tally, what: string): void {
  for (const [key, value] of Object.entries(expected)) {
    const number = found[key as keyof Tally];
    demand(Object.is(number, value), `${what}: ${key} is ${number}, not ${value}`);
  }
}
