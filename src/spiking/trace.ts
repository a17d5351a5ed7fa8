import { Ledger } from "../caching/ledger.js";
import { createStore } from "../caching/store.js";
import { check, checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import type { Row } from "../schema/row.js";
import { spikingEngines } from "./engines.js";
import { learnUntilStable } from "./learn-until-stable.js";
import { model } from "./model.js";
import { type SpikingOptions, spikingSchema } from "./parameters.js";
import { present } from "./rule.js";
import { SpikeTrains } from "./spike-trains.js";
import { audioVisualPatterns } from "./task.js";
import { runParametersOf } from "./tuning.js";

/**
 * One presentation step by step: the first pattern of a seed, with its first spikes, to a neuron with these weights.
 * A row a step, with the unit in the name of every column that has one; `input0` and `input1` are the active inputs.
 *
 * @param weights g before the presentation, in siemens; not written
 * @throws UsageError unless there is a weight in its bounds for every input
 */
export function tracePresentation(weights: Float64Array, seed: number): Row[] {
  const { inputCount, maximumWeightSiemens } = model;
  const isVector = weights instanceof Float64Array && weights.length === inputCount;
  check(isVector, "weights", `a Float64Array of ${inputCount} conductances`, weights, "Give one for every input.");
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight <= maximumWeightSiemens));
  const range = `a conductance from 0 to ${maximumWeightSiemens} S`;
  if (wrong >= 0) check(false, `weights[${wrong}]`, range, weights[wrong], "Weights are in siemens.");
  const pattern = audioVisualPatterns(1, seed)[0]!;
  const trains = new SpikeTrains(seed);
  trains.draw(pattern);
  const store = createStore({
    layers: [{ neuronCount: 1, inputCount: model.inputCount }],
    weights,
    cache: null,
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

/**
 * The same with the weights that the first run of these parameters has learned.
 *
 * @throws UsageError for a value that is refused
 */
export function traceAfterLearning(options: SpikingOptions): Row[] {
  checkRecord(options, "options", "Give parameters by name.");
  const parameters = parseParameters(spikingSchema, options);
  const { engine, patternCount, maxEpochs, seed } = parameters;
  const network = spikingEngines[engine](runParametersOf(parameters), seed);
  learnUntilStable(network, audioVisualPatterns(patternCount, seed), maxEpochs);
  return tracePresentation(network.weights, seed);
}
