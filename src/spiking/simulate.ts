import { pricesOf } from "../caching/energies.js";
import { OfflineOptimum } from "../caching/offline/offline-optimum.js";
import { whyNoOfflineOptimum } from "../caching/offline/why-undefined.js";
import { type PricedRun, pricedRun } from "../caching/priced.js";
import { median } from "../math/statistics.js";
import { checkRecord } from "../schema/check.js";
import { parseParameters } from "../schema/parameter.js";
import { createResult, type Result } from "../schema/result.js";
import type { SpikingNetwork, SpikingRunParameters } from "./engine.js";
import { spikingEngines } from "./engines.js";
import { learnUntilStable, type SpikingCounts } from "./learn-until-stable.js";
import { model } from "./model.js";
import { type SpikingOptions, type SpikingParameters, spikingSchema } from "./parameters.js";
import { audioVisualPatterns } from "./task.js";
import { runParametersOf } from "./tuning.js";

/** One run in counts: its seed and what it came to. */
export interface SpikingRunCounts extends Omit<SpikingCounts, "offlineOptimum"> {
  seed: number;
  /** θ as it was asked for, where there is one. */
  threshold?: number;
  /** θ at the end, where it has tuned itself: the median over the synapses that have changed; of Σ|s|, that of the neuron. */
  foundThreshold?: number;
  /** Of a clock whose period was not given: presentations between two consolidations. */
  foundPeriod?: number;
  /** The least energy that any policy could have reached on this trajectory, with the prices of the run; null where that is not defined. */
  offlineOptimum?: number | null;
}

/** The same in energies, as a document has it. */
export type SpikingRun = PricedRun<SpikingRunCounts>;

export type SpikingResult = Result<SpikingParameters, SpikingRun>;

function checkedParameters(options: SpikingOptions): SpikingParameters {
  checkRecord(options, "options", "Give parameters by name, or leave it out for the defaults.");
  return parseParameters(spikingSchema, options);
}

function countRun(parameters: SpikingParameters, seed: number): SpikingRunCounts {
  const { patternCount, maxEpochs, maintenanceCost, engine } = parameters;
  const run = runParametersOf(parameters);
  const network = spikingEngines[engine](run, seed);
  const isAsked = parameters.offlineOptimum === true;
  const isDefined = isAsked && whyNoOfflineOptimum(parameters) === null;
  const optimum = isDefined ? new OfflineOptimum(new Float64Array(model.inputCount), maintenanceCost) : undefined;
  const counts = learnUntilStable(network, audioVisualPatterns(patternCount, seed), maxEpochs, optimum);
  return {
    seed,
    ...counts,
    ...thresholdOf(parameters, run, network),
    ...(isAsked && !isDefined ? { offlineOptimum: null } : {}),
  };
}

/** What a run says of its threshold, or of its clock. */
function thresholdOf(
  { policy, threshold, period }: SpikingParameters,
  run: SpikingRunParameters,
  { movedThresholds }: SpikingNetwork,
): Pick<SpikingRunCounts, "threshold" | "foundThreshold" | "foundPeriod"> {
  if (policy === "clock") return typeof period === "number" ? {} : { foundPeriod: run.period! };
  if (typeof threshold === "number") return { threshold };
  if (movedThresholds === undefined) return {};
  // Most inputs are in no pattern, and their θ is 0.
  const moved = movedThresholds.filter((theta) => theta > 0);
  return { foundThreshold: moved.length === 0 ? 0 : median(moved) };
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
