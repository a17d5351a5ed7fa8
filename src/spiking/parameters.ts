import {
  ADAPTIVE,
  keepingParameters,
  offlineOptimumParameter,
  policyParameter,
  pricesWhereGiven,
  runsParameter,
  seedParameter,
  thresholdRange,
  writesWhereGiven,
} from "../caching/parameters.js";
import { choice, count, quantityOr } from "../schema/parameter.js";
import { z } from "../schema/zod.js";

/** The engines there are; every one gives the same results within rounding. */
export const spikingEngineNames = ["fast", "reference"] as const;

/** Of weights, thresholds and, where α is 1, energies. */
export const WEIGHT_UNIT = "siemens";

/** Passes that a run may take at most. */
export const MAXIMUM_EPOCHS = 1_000_000;

/** What a run of the spiking network is made of; every field has a default. */
export const spikingSchema = z.strictObject({
  patternCount: count({ max: 10_000, default: 5, description: "P, audio-visual patterns" }),
  policy: policyParameter("none"),
  threshold: quantityOr([ADAPTIVE], { ...thresholdRange, unit: WEIGHT_UNIT, default: 1e-10 }),
  ...keepingParameters,
  ...pricesWhereGiven,
  ...writesWhereGiven,
  maxEpochs: count({
    max: MAXIMUM_EPOCHS,
    default: 1000,
    group: "run",
    description: "passes before a run is given up",
  }),
  seed: seedParameter,
  runs: runsParameter,
  offlineOptimum: offlineOptimumParameter,
  engine: choice(spikingEngineNames, { default: "fast", group: "run", description: "what computes it" }),
});

export type SpikingParameters = z.output<typeof spikingSchema>;
export type SpikingOptions = z.input<typeof spikingSchema>;
