import { Ledger } from "../caching/ledger.js";
import { createStore } from "../caching/store.js";
import type { Row } from "../schema/row.js";
import { spikingEngines } from "./engines.js";
import { learnUntilStable } from "./learn-until-stable.js";
import { model } from "./model.js";
import type { SpikingParameters } from "./parameters.js";
import { present } from "./rule.js";
import { SpikeTrains } from "./spike-trains.js";
import { audioVisualPatterns } from "./task.js";

/**
 * One presentation step by step: the first pattern of a seed, with its first spikes, to a neuron with these weights.
 * A row a step, with the unit in the name of every column that has one; `input0` and `input1` are the active inputs.
 *
 * @param weights g before the presentation, in siemens; not written
 */
export function tracePresentation(weights: Float64Array, seed: number): Row[] {
  const pattern = audioVisualPatterns(1, seed)[0]!;
  const trains = new SpikeTrains(seed);
  trains.draw(pattern);
  const store = createStore({
    layers: [{ neuronCount: 1, inputCount: model.inputCount }],
    weights,
    policy: "none",
    threshold: 0,
    decayTime: Number.POSITIVE_INFINITY,
    ledger: new Ledger(),
  });
  const [first, second] = pattern.inputs;
  const rows: Row[] = [];
  present(store, pattern, trains.counts, new Float64Array(weights.length), (state) => {
    rows.push({
      // Divided, so that 0.0822 is not 0.08220000000000001.
      timeSecond: (state.step + 1) / Math.round(1 / model.stepSecond),
      membranePotentialVolt: state.potentialVolt,
      outputSpikeCount: state.spiked ? 1 : 0,
      input0SpikeCount: state.spikes[0],
      input1SpikeCount: state.spikes[1],
      visualSpikeCount: state.spikes[2],
      backgroundSpikeCount: state.spikes[3],
      input0WeightSiemens: store.weights[first]!,
      input1WeightSiemens: store.weights[second]!,
    });
  });
  return rows;
}

/** The same with the weights that the first run of these parameters has learned. */
export function traceAfterLearning(parameters: SpikingParameters): Row[] {
  const { engine, patternCount, maxEpochs, seed } = parameters;
  const network = spikingEngines[engine](parameters, seed);
  learnUntilStable(network, audioVisualPatterns(patternCount, seed), maxEpochs);
  return tracePresentation(network.weights, seed);
}
