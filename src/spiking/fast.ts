import { cacheOf } from "../caching/cache.js";
import { encodeCache } from "../caching/kernel-code.js";
import { changeCostOf, countsMagnitude, Ledger, talliedWrites } from "../caching/ledger.js";
import { VARIANCE_FADE } from "../caching/self-tuning/moving-threshold.js";
import { writesOfKernel } from "../caching/writes/kernel-writes.js";
import { SpikingKernel } from "../kernels/spiking.js";
import type { SpikingEngine } from "./engine.js";
import { decayFactors, model } from "./model.js";
import { SpikeTrains } from "./spike-trains.js";

/**
 * The fast engine runs presentations in WebAssembly, on the spikes that the reference engine draws. It gives the result
 * of the reference within the rounding of sums.
 */
export const fastEngine: SpikingEngine = (parameters, seed) => {
  const cost = changeCostOf(parameters);
  const ledger = new Ledger(cost);
  const sizes = (changes: Float64Array): number => changes.reduce((sum, change) => sum + ledger.sizeOf(change), 0);
  const layers = [{ neuronCount: 1, inputCount: model.inputCount }];
  const setting = cacheOf(parameters);
  const kernel = new SpikingKernel({
    model,
    factors: decayFactors,
    cache: encodeCache(setting, layers, "spiking network", ["clock", "excess", "adaptive"]),
    fade: VARIANCE_FADE,
    countsWrites: parameters.countsWrites === true,
    cost: { plain: countsMagnitude(cost), sizeOf: (change) => ledger.sizeOf(change) },
  });
  const trains = new SpikeTrains(seed, kernel.counts);
  const writes = () => {
    const counted = kernel.writes;
    return counted === undefined ? undefined : writesOfKernel(counted, kernel.transient, layers, setting);
  };
  return {
    weights: kernel.weights,
    writes,
    present(pattern) {
      trains.draw(pattern);
      return kernel.present(...pattern.inputs);
    },
    tally() {
      const { consolidated, held, changed, persistentHeld } = kernel.tally;
      const counted = writes();
      return {
        consolidated: consolidated + sizes(kernel.transient),
        transientHeld: held,
        transientChanged: changed,
        persistentHeld,
        // Learning starts at 0.
        minimal: sizes(kernel.weights),
        ...(counted === undefined ? {} : talliedWrites(counted)),
      };
    },
    get movedThresholds() {
      return kernel.movedThresholds;
    },
  };
};
