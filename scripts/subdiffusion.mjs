// What the correction for subdiffusion changes in adaptive local-excess: the tables of docs/self-tuning-threshold.md.
//   node scripts/subdiffusion.mjs
// What has been built is used. Energies are means of the runs that converge with and without it.
import { simulatePerceptron } from "../dist/index.js";
import { mean } from "../dist/math/statistics.js";

const INPUTS = 500;
const LOADS = [0.5, 1, 1.5, 1.8];
const DECAY_TIMES = [Number.POSITIVE_INFINITY, 1e4, 3e3, 1e3, 300];
const COSTS = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
const run = {
  inputCount: INPUTS,
  policy: "local-excess",
  threshold: "adaptive",
  seed: 4001,
  runs: 10,
  maxEpochs: 2000,
};

for (const decayTime of DECAY_TIMES) {
  for (const load of LOADS.filter((one) => one < 1.8 || decayTime >= 1e4)) {
    for (const maintenanceCost of COSTS) {
      const options = { ...run, patternCount: Math.round(load * INPUTS), decayTime, maintenanceCost };
      const [plain, corrected] = [false, true].map(
        (correctSubdiffusion) => simulatePerceptron({ ...options, correctSubdiffusion }).runs,
      );
      const both = plain.map((_, k) => k).filter((k) => plain[k].converged && corrected[k].converged);
      const ratioOf = (key) => mean(both.map((k) => corrected[k][key])) / mean(both.map((k) => plain[k][key]));
      const converged = [plain, corrected].map((runs) => runs.filter((one) => one.converged).length);
      const ratios = `energy ${ratioOf("energy").toFixed(3)}, epochs ${ratioOf("epochCount").toFixed(2)}`;
      console.log(
        `τ ${decayTime}, load ${load}, c ${maintenanceCost}: ${ratios}; converged ${converged[0]} → ${converged[1]}`,
      );
    }
  }
}
