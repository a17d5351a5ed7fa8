import { checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { createResult, type Result } from "../schema/result.js";
import { spikingEngines } from "./engines.js";
import { learnUntilStable, type SpikingOutcome } from "./learn-until-stable.js";
import { type SpikingOptions, type SpikingParameters, spikingSchema } from "./parameters.js";
import { audioVisualPatterns } from "./task.js";

/** One run: its seed and what it came to. */
export interface SpikingRun extends SpikingOutcome {
  seed: number;
  threshold: number;
}

export type SpikingResult = Result<SpikingParameters, SpikingRun>;

/**
 * Teaches a spiking neuron audio-visual patterns, with synaptic caching (eLife 2020;9:e50804, Figure 2–s1).
 * Energies and weights are in siemens. The seed draws patterns, labels and spikes, each from streams of their own.
 *
 * @param options any of the parameters of `spikingSchema`; the others have their defaults
 * @throws UsageError for a value that is refused
 */
export function simulateSpiking(options: SpikingOptions = {}): SpikingResult {
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  const parameters = parseParameters(spikingSchema, options);
  const { patternCount, maxEpochs, threshold, engine } = parameters;
  const runs = Array.from({ length: parameters.runs }, (_, k): SpikingRun => {
    const seed = parameters.seed + k;
    const network = spikingEngines[engine](parameters, seed);
    const outcome = learnUntilStable(network, audioVisualPatterns(patternCount, seed), maxEpochs);
    return { seed, ...outcome, threshold };
  });
  return createResult("spiking", parameters, runs);
}
