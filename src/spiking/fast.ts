import { cacheOf } from "../caching/cache.js";
import { encodeCache } from "../caching/kernel-code.js";
import { SpikingKernel } from "../kernels/spiking.js";
import type { SpikingEngine } from "./engine.js";
import { decayFactors, model } from "./model.js";
import { SpikeTrains } from "./spike-trains.js";

const magnitude = (values: Float64Array): number => values.reduce((sum, x) => sum + Math.abs(x), 0);

/**
 * The fast engine runs presentations in WebAssembly, on the spikes that the reference engine draws. It gives the result
 * of the reference within the rounding of sums.
 */
export const fastEngine: SpikingEngine = (parameters, seed) => {
  const layers = [{ neuronCount: 1, inputCount: model.inputCount }];
  const kernel = new SpikingKernel({
    model,
    factors: decayFactors,
    cache: encodeCache(cacheOf(parameters), layers, "spiking network"),
  });
  const trains = new SpikeTrains(seed, kernel.counts);
  return {
    weights: kernel.weights,
    present(pattern) {
      trains.draw(pattern);
      return kernel.present(...pattern.inputs);
    },
    tally() {
      const { consolidated, held } = kernel.tally;
      return {
        consolidated: consolidated + magnitude(kernel.transient),
        transientHeld: held,
        transientChanged: null,
        persistentHeld: null,
        // Learning starts at 0.
        minimal: magnitude(kernel.weights),
      };
    },
  };
};
