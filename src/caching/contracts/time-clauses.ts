import { areSame, type Clause, demand, listed } from "./clause.js";
import { demandSameTally, live, norm, ROUNDING, type Trial, tallyOf } from "./store-trial.js";

/** How time passes. */
export function timeClauses(begin: () => Trial): Clause[] {
  return [
    {
      name: "lets n steps pass as n times one, and none as nothing",
      check: () => {
        const [once, oneByOne] = [begin(), begin()];
        for (const trial of [once, oneByOne]) live(trial);
        once.store.advance(5);
        for (let step = 0; step < 5; step++) oneByOne.store.advance(1);
        const { weights } = once.store;
        demand(areSame(weights, oneByOne.store.weights), `5 steps at once leave ${listed(weights)}, one by one others`);
        demandSameTally(tallyOf(once), tallyOf(oneByOne), "5 steps at once and one by one");
        const before = tallyOf(once);
        once.store.advance(0);
        demandSameTally(tallyOf(once), before, "after no step");
      },
    },
    {
      name: "is charged for all it holds at every step: Σ|s| + Σ|l| ≥ Σ|w|",
      check: () => {
        const trial = begin();
        live(trial);
        const before = tallyOf(trial);
        trial.store.advance(1);
        const after = tallyOf(trial);
        const held = after.transientHeld + after.persistentHeld - before.transientHeld - before.persistentHeld;
        const least = norm(trial.store.weights) * (1 - ROUNDING);
        demand(held >= least, `the ledger was told of ${held} in a step, and Σ|w| is ${least}`);
      },
    },
    {
      name: "does the same each time: nothing is left to chance",
      check: () => {
        const [one, other] = [begin(), begin()];
        for (const trial of [one, other]) live(trial);
        const { weights } = other.store;
        demand(areSame(one.store.weights, weights), `weights are ${listed(one.store.weights)} and ${listed(weights)}`);
        demandSameTally(tallyOf(one), tallyOf(other), "two stores that were made alike");
      },
    },
  ];
}
