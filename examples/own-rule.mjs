/**
 * A learning rule of one's own under every policy: the delta rule, Δw = η (d − w·x) x (Widrow and Hoff 1960).
 *
 * The rule only proposes changes. The store keeps the weights, the ledger counts what that takes, and `learn` calls them
 * in the order of one time step. Build first (`npm run build`), then:
 *
 *     node examples/own-rule.mjs
 */
import { createStore, energiesNow, Ledger, learn, policyNames, randomPatterns } from "synaptic-caching";

const { inputCount, patternCount, patterns, targets } = randomPatterns(60, 40, 1);
const LEARNING_RATE = 0.005;
const TOLERANCE = 0.05;

/**
 * A sample is the number of a pattern. A pattern counts as known when w·x is within `TOLERANCE` of its target.
 *
 * @type {import("synaptic-caching").Rule<number>}
 */
const deltaRule = {
  propose(weights, row, change) {
    const x = patterns.subarray(row * inputCount, (row + 1) * inputCount);
    const error = targets[row] - weights.reduce((sum, weight, i) => sum + weight * x[i], 0);
    if (Math.abs(error) <= TOLERANCE) return false;
    for (let i = 0; i < inputCount; i++) change[i] = LEARNING_RATE * error * x[i];
    return true;
  },
};

/** Four significant digits. @param {number} value */
const short = (value) => Number(value.toPrecision(4));

const prices = { maintenanceCost: 1e-4, changeCost: 0, persistentMaintenanceCost: 0 };
const rows = policyNames.map((policy) => {
  const weights = new Float64Array(inputCount);
  const ledger = new Ledger();
  const store = createStore({
    layers: [{ neuronCount: 1, inputCount }],
    weights,
    policy,
    // θ is compared with one |s|, or with the sum of all of them.
    threshold: policy === "global-global" ? 1.2 : 0.05,
    // Of the policy `clock`: time steps.
    period: 100,
    decayTime: Number.POSITIVE_INFINITY,
    ledger,
  });
  const { converged, epochCount } = learn({
    rule: deltaRule,
    store,
    samples: Array.from({ length: patternCount }, (_, row) => row),
    maxEpochs: 1000,
  });
  const { energy, consolidationEnergy, maintenanceEnergy, minimalEnergy } = energiesNow(store, ledger, weights, prices);
  return {
    policy,
    converged,
    epochCount,
    energy: short(energy),
    consolidationEnergy: short(consolidationEnergy),
    maintenanceEnergy: short(maintenanceEnergy),
    minimalEnergy: short(minimalEnergy),
  };
});
console.table(rows);
