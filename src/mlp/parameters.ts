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
import { choice, count, optionalQuantity, quantity, quantityOr, word } from "../schema/parameter.js";
import { whereGiven } from "../schema/where-given.js";
import { z } from "../schema/zod.js";
import { BUILT_IN_DIGITS } from "../tasks/own-data.js";

/** The engines there are; every one gives the same results within rounding. */
export const mlpEngineNames = ["fast", "reference"] as const;

/** Of weights, thresholds and, where α is 1, energies. */
export const WEIGHT_UNIT = "weight units";

/** Standard deviation of the initial weights. */
export const INITIAL_WEIGHT_SD = 0.01;

/** Patterns that a run may take at most. */
export const MAXIMUM_PATTERNS = 100_000_000;

/** What a run of the multilayer network is made of; every field has a default. */
export const mlpSchema = z.strictObject({
  dataset: word({
    default: BUILT_IN_DIGITS,
    description: "mnist, or a folder of IDX files",
    remedy: "Use mnist or the path of a folder of IDX files.",
  }),
  hiddenCount: count({ max: 10_000, default: 100, description: "H, hidden units" }),
  learningRate: quantity({
    min: 0,
    exclusive: true,
    max: 1000,
    unit: "dimensionless",
    default: 0.1,
    description: "η, step of gradient descent",
  }),
  gradient: choice(["exact", "authors"], {
    default: "exact",
    description: "the true gradient of the squared error, or the hybrid the published figures were made with",
  }),
  policy: policyParameter("local-global"),
  threshold: quantityOr([ADAPTIVE], { ...thresholdRange, unit: WEIGHT_UNIT, default: 0.04 }),
  ...keepingParameters,
  ...pricesWhereGiven,
  ...writesWhereGiven,
  targetAccuracy: optionalQuantity({
    min: 0,
    exclusive: true,
    max: 1,
    unit: "share of the test images",
    group: "run",
    description: "stop at the first evaluation at or above this accuracy",
    remedy: "Leave it out to learn from all patterns.",
  }),
  accuracyWindow: whereGiven(
    count({
      max: 1000,
      default: 1,
      group: "run",
      description: "evaluations in a row whose mean accuracy has to reach it",
    }),
  ),
  maxPatterns: count({
    max: MAXIMUM_PATTERNS,
    default: 60_000,
    group: "run",
    description: "patterns presented, in file order, over and over",
  }),
  evaluateEvery: count({
    max: 100_000_000,
    default: 2000,
    group: "run",
    description: "patterns between two evaluations",
  }),
  seed: seedParameter,
  runs: runsParameter,
  offlineOptimum: offlineOptimumParameter,
  engine: choice(mlpEngineNames, { default: "fast", group: "run", description: "what computes it" }),
});

export type MlpParameters = z.output<typeof mlpSchema>;
export type MlpOptions = z.input<typeof mlpSchema>;
