/**
 * The energy of a perceptron against the consolidation threshold, and where it is least.
 *
 * Without decay the weights do not depend on how they are kept, so that one trajectory serves all thresholds. Build
 * first (`npm run build`), then:
 *
 *     node examples/sweep-thresholds.mjs
 */
import { simulatePerceptronSettings } from "synaptic-caching";

// Half-integers: s is an integer here, and ties of |s| with θ are best avoided.
const thresholds = [0, 2.5, 5.5, 10.5, 20.5, 30.5, 40.5, 60.5, 80.5, 160.5, Number.POSITIVE_INFINITY];
const settings = thresholds.map((threshold) => ({ policy: /** @type {const} */ ("local-global"), threshold }));

const outcomes = simulatePerceptronSettings(
  { inputCount: 500, patternCount: 500, maintenanceCost: 1e-3, seed: 1 },
  settings,
);
const rows = outcomes.map(({ energy, consolidationEnergy, maintenanceEnergy, minimalEnergy }, i) => ({
  threshold: settings[i]?.threshold,
  energy,
  consolidationEnergy,
  maintenanceEnergy,
  "energy/minimum": Number((energy / minimalEnergy).toPrecision(4)),
}));
console.table(rows);

const best = rows.reduce((a, b) => (b.energy < a.energy ? b : a));
console.log(`Least energy: ${best.energy} at θ = ${best.threshold}.`);
