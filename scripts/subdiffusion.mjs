// What a correction for subdiffusion changes in the energy of adaptive local-excess: the table of docs/self-tuning-threshold.md.
//   node scripts/subdiffusion.mjs
// Without decay the thresholds change nothing of what a perceptron learns, so that one trajectory is replayed with each. What has been built is used.
import { mean } from "../dist/math/statistics.js";
import { randomPatterns } from "../dist/tasks/index.js";

const INPUTS = 500;
const SEEDS = [4001, 4002, 4003];
const LOADS = [0.5, 1, 1.5, 1.8];
const COSTS = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
/** Windows of the second mean, in units of 1/c. */
const WINDOWS = [0.1, 0.3, 1];
const MAXIMUM_EPOCHS = 2000;

/** Updates Δw of ±1 with their time steps, until a pass without any; null where that does not come. */
function learn(patternCount, seed) {
  const { patterns, targets } = randomPatterns(INPUTS, patternCount, seed);
  const weights = new Int32Array(INPUTS);
  const updates = [];
  for (let epoch = 0; epoch < MAXIMUM_EPOCHS; epoch++) {
    const before = updates.length;
    for (let pattern = 0; pattern < patternCount; pattern++) {
      const x = patterns.subarray(pattern * INPUTS, (pattern + 1) * INPUTS);
      const sum = x.reduce((total, value, i) => total + value * weights[i], 0);
      if (sum * targets[pattern] > 0) continue;
      const change = Int8Array.from(x, (value) => value * targets[pattern]);
      for (let i = 0; i < INPUTS; i++) weights[i] += change[i];
      updates.push({ time: epoch * patternCount + pattern + 1, change });
    }
    if (updates.length === before) return { updates, end: (epoch + 1) * patternCount };
  }
  return null;
}

/** The energy of adaptive local-excess; with a window, in time steps, by the corrected variance. */
function energyOf({ updates, end }, cost, window = null) {
  const s = new Int32Array(INPUTS);
  let [gap, weight, last, corrected, known] = [0, 0, 0, 0, 0];
  let [consolidated, held, norm] = [0, 0, 0];
  for (const { time, change } of updates) {
    const since = time - last;
    held += norm * since;
    last = time;
    gap += (since - gap) / 16;
    weight += (1 - weight) / 16;
    let variance = weight / gap;
    if (window !== null) {
      const grown = s.reduce((total, value, i) => total + 1 + 2 * value * change[i], 0) / INPUTS;
      const fade = Math.exp(-since / window);
      corrected = corrected * fade + grown * (1 - Math.exp(-1 / window));
      known = 1 - (1 - known) * fade;
      variance = Math.min(variance, Math.max(0, corrected / known));
    }
    const threshold = Math.floor(Math.sqrt(variance / cost) + 1e-9);
    norm = 0;
    for (let i = 0; i < INPUTS; i++) {
      const size = Math.abs(s[i] + change[i]);
      const kept = Math.min(size, threshold);
      consolidated += size - kept;
      norm += kept;
      s[i] = Math.sign(s[i] + change[i]) * kept;
    }
  }
  return consolidated + norm + cost * (held + norm * (end - last));
}

for (const load of LOADS) {
  const trajectories = SEEDS.map((seed) => learn(Math.round(load * INPUTS), seed)).filter((one) => one !== null);
  for (const cost of COSTS) {
    const meanOf = (window) => mean(trajectories.map((one) => energyOf(one, cost, window)));
    const plain = meanOf(null);
    const ratios = WINDOWS.map((share) => (meanOf(share / cost) / plain).toFixed(3));
    console.log(`load ${load}, c ${cost}: ${ratios.join(", ")} of ${plain.toFixed(0)} (${trajectories.length} seeds)`);
  }
}
