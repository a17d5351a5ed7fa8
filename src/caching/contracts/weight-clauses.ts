import { areSame, type Clause, demand, demandThrows, listed } from "./clause.js";
import { deltaOf, live, norm, ROUNDING, STEPS, type Trial } from "./store-trial.js";

/** What the weights and the change have to be. */
export function weightClauses(begin: () => Trial): Clause[] {
  return [
    {
      name: "begins with the weights it is given, and keeps its own copy of them",
      check: () => {
        const trial = begin();
        const before = trial.start.slice();
        demand(
          areSame(trial.store.weights, before),
          `weights are ${listed(trial.store.weights)}, not ${listed(before)}`,
        );
        live(trial);
        demand(areSame(trial.start, before), `it has written to the weights it was given: ${listed(trial.start)}`);
      },
    },
    {
      name: "adds a change to the weights, whatever it consolidates, and does not write to the change",
      check: () => {
        const { store } = begin();
        for (let step = 0; step < STEPS; step++) {
          const delta = deltaOf(step, store.weights.length);
          const expected = store.weights.map((weight, i) => weight + delta[i]!);
          store.change(delta);
          // Where something has decayed, s + l may round otherwise than w + Δw; here nothing has.
          demand(
            areSame(store.weights, expected),
            `change ${step + 1}: ${listed(store.weights)}, not ${listed(expected)}`,
          );
          demand(areSame(delta, deltaOf(step, delta.length)), `change ${step + 1} was written to: ${listed(delta)}`);
        }
      },
    },
    {
      name: "refuses a change of another length, and time that is no whole number of steps",
      check: () => {
        const { store } = begin();
        const short = new Float64Array(store.weights.length - 1);
        demandThrows(() => store.change(short), "it takes a change that is too short");
        for (const steps of [-1, 0.5, Number.NaN]) {
          demandThrows(() => store.advance(steps), `it lets ${steps} steps pass`);
        }
      },
    },
    {
      name: "has a magnitude, where it has one, that is Σ|s| + Σ|l| and that shows a number that is none",
      check: () => {
        const trial = begin();
        const { store } = trial;
        if (store.magnitude === undefined) return;
        live(trial, (step) => {
          const least = norm(store.weights) * (1 - ROUNDING);
          demand(store.magnitude! >= least, `step ${step + 1}: magnitude ${store.magnitude} is below Σ|w|, ${least}`);
        });
        store.change(new Float64Array(store.weights.length).fill(Number.NaN));
        demand(!Number.isFinite(store.magnitude), `magnitude is ${store.magnitude} after a change by NaN`);
      },
    },
  ];
}
