import { pricesOf } from "../caching/energies.js";
import { type PricedRun, pricedRun } from "../caching/priced.js";
import { checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { createResult, type Result } from "../schema/result.js";
import { spikingEngines } from "./engines.js";
import { learnUntilStable, type SpikingCounts } from "./learn-until-stable.js";
import { type SpikingOptions, type SpikingParameters, spikingSchema } from "./parameters.js";
import { audioVisualPatterns } from "./task.js";

/** One run in counts: its seed and what it came to. */
export interface SpikingRunCounts extends SpikingCounts {
  seed: number;
  threshold: number;
}

/** The same in energies, as a document has it. */
export type SpikingRun = PricedRun<SpikingRunCounts>;

export type SpikingResult = Result<SpikingParameters, SpikingRun>;

function checkedParameters(options: SpikingOptions): SpikingParameters {
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  return parseParameters(spikingSchema, options);
}

function countRun(parameters: SpikingParameters, seed: number): SpikingRunCounts {
  const { patternCount, maxEpochs, threshold, engine } = parameters;
  const network = spikingEngines[engine](parameters, seed);
  return { seed, ...learnUntilStable(network, audioVisualPatterns(patternCount, seed), maxEpochs), threshold };
}

/**
 * The first run of these parameters in counts.
 *
 * @throws UsageError for a value that is refused
 */
export function countSpiking(options: SpikingOptions): SpikingRunCounts {
  const parameters = checkedParameters(options);
  return countRun(parameters, parameters.seed);
}

/**
 * Teaches a spiking neuron audio-visual patterns, with synaptic caching (eLife 2020;9:e50804, Figure 2–s1).
 * Energies and weights are in siemens. The seed draws patterns, labels and spikes, each from streams of their own.
 *
 * @param options any of the parameters of `spikingSchema`; the others have their defaults
 * @throws UsageError for a value that is refused
 */
export function simulateSpiking(options: SpikingOptions = {}): SpikingResult {
  const parameters = checkedParameters(options);
  const runs = Array.from({ length: parameters.runs }, (_, k) =>
    pricedRun(countRun(parameters, parameters.seed + k), pricesOf(parameters)),
  );
  return createResult("spiking", parameters, runs);
}
