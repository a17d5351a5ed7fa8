import {
  ADAPTIVE,
  anyPolicyParameter,
  cachingParameters,
  correctSubdiffusionParameter,
  offlineOptimumParameter,
  policyParameter,
  runsParameter,
  seedParameter,
  thresholdRange,
  writesWhereGiven,
} from "../caching/parameters.js";
import { seedsIfGiven } from "../learner/shared-threshold.js";
import { choice, count, flag, quantity, quantityIfGiven, quantityOr } from "../schema/parameter.js";
import { whereGiven } from "../schema/where-given.js";
import { z } from "../schema/zod.js";
import { maximumInputCount, maximumPatternCount } from "../tasks/pattern-set.js";
import { neuronParameters, statisticsParameters } from "./neuron/parameters.js";
import { soughtThresholdNames } from "./search/sought-thresholds.js";

/** The engines there are; every one gives the same results. */
export const perceptronEngineNames = ["fast", "reference"] as const;

/** Of weights, thresholds and, where α is 1, energies: one update changes a weight by 1. */
export const WEIGHT_UNIT = "weight units";

/** Passes that a run may take at most. */
export const MAXIMUM_EPOCHS = 1_000_000;

/** What a perceptron run is made of; every field has a default. */
export const perceptronSchema = z.strictObject({
  inputCount: count({ max: maximumInputCount, default: 1000, description: "N, inputs; an always-on bias is added" }),
  patternCount: count({ max: maximumPatternCount, default: 1000, description: "P, random patterns" }),
  margin: whereGiven(
    quantity({
      min: 0,
      max: 1000,
      unit: "dimensionless",
      default: 0,
      description: "κ: a pattern is wrong, and learned, while d·(w·x) ≤ κ√N",
      short: "κ: a pattern is learned while d·(w·x) ≤ κ√N",
      remedy: "Use 0 for the paper's rule.",
    }),
  ),
  ...statisticsParameters,
  ...neuronParameters,
  policy: anyPolicyParameter("local-global"),
  threshold: quantityOr([...soughtThresholdNames, ADAPTIVE], { ...thresholdRange, unit: WEIGHT_UNIT, default: 5 }),
  thresholdResolution: quantityIfGiven({
    min: 1e-3,
    max: 1,
    unit: "dimensionless",
    group: "caching",
    description: "by how much a θ that is tried exceeds the one before, as a part of it",
    short: "for auto: by how much a θ that is tried exceeds the one before, as a part of it; .04 with decay",
    remedy: "Leave it out for the usual one.",
  }),
  thresholdSeeds: seedsIfGiven({
    group: "caching",
    description: "seeds on which auto-shared finds θ, without that of the run; those of the command if not given",
    short: "for auto-shared: seeds on which θ is found, such as 101..120; those of the command if not given",
    remedy: "Leave it out for those of the command or study.",
  }),
  ...cachingParameters,
  correctSubdiffusion: correctSubdiffusionParameter,
  ...writesWhereGiven,
  maxEpochs: count({
    max: MAXIMUM_EPOCHS,
    default: 10_000,
    group: "run",
    description: "passes after which a run is given up and reported as not converged",
  }),
  seed: seedParameter,
  runs: runsParameter,
  offlineOptimum: offlineOptimumParameter,
  curve: flag({ group: "output", description: "add a row for every epoch: errors and energies" }),
  engine: choice(perceptronEngineNames, { default: "fast", group: "run", description: "what computes it" }),
});

/** A policy and threshold of many at once. */
export const settingSchema = z.strictObject({
  policy: policyParameter("local-global"),
  threshold: quantity({ ...thresholdRange, unit: WEIGHT_UNIT, default: 5 }),
});

export type PerceptronParameters = z.output<typeof perceptronSchema>;
export type PerceptronOptions = z.input<typeof perceptronSchema>;
