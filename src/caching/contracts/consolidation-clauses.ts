import { areSame, type Clause, demand, listed } from "./clause.js";
import { demandSameTally, live, ROUNDING, type Trial, tallyOf } from "./store-trial.js";

/** What consolidation counts as. */
export function consolidationClauses(begin: () => Trial): Clause[] {
  return [
    {
      name: "tells what is left to consolidate, without changing anything",
      check: () => {
        const trial = begin();
        live(trial, (step) => {
          const [before, weights] = [tallyOf(trial), trial.store.weights.slice()];
          const [first, second] = [trial.store.residual(), trial.store.residual()];
          demand(first === second && first >= 0, `step ${step + 1}: residual is ${first}, and then ${second}`);
          demandSameTally(tallyOf(trial), before, `step ${step + 1}: after residual`);
          demand(areSame(trial.store.weights, weights), `step ${step + 1}: residual has changed the weights`);
        });
      },
    },
    {
      name: "consolidates in the end what it said was left, and no weight moves then",
      check: () => {
        const trial = begin();
        live(trial);
        const { store } = trial;
        const [before, residual, weights] = [tallyOf(trial).consolidated, store.residual(), store.weights.slice()];
        store.finish();
        const { consolidated } = tallyOf(trial);
        const expected = before + residual;
        const isClose = Math.abs(consolidated - expected) <= ROUNDING * expected;
        demand(isClose, `finish makes ${consolidated} of ${before} with ${residual} left`);
        demand(store.residual() === 0, `residual is ${store.residual()} after finish`);
        demand(areSame(store.weights, weights), `finish makes ${listed(store.weights)} of ${listed(weights)}`);
      },
    },
    {
      name: "never counts less than the way from the first weights to the last",
      check: () => {
        const trial = begin();
        live(trial);
        trial.store.finish();
        const { consolidated } = tallyOf(trial);
        const least = trial.ledger.distance(trial.start, trial.store.weights) * (1 - ROUNDING);
        demand(consolidated >= least, `${consolidated} was consolidated, and the weights are ${least} away`);
      },
    },
  ];
}
